import { memo } from 'react';
import { drawings } from './drawings.ts';

interface IconProps {
  readonly name: string;
  /** In CSS pixels. */
  readonly size?: number;
}

/** Decorative: the control around it carries the name. */
export const Icon = memo(function Icon({ name, size = 16 }: IconProps) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={drawings[name] ?? drawings['dot']} />
    </svg>
  );
});
