import { memo } from 'react';
import { drawings } from './drawings.ts';

interface IconProps {
  readonly name: string;
  /** In CSS pixels. */
  readonly size?: number;
}

/** As a style sheet takes it, in the colour of whatever it lies over: for marks of which there would be dozens. */
export function maskOf(name: string): string {
  const path = drawings[name] ?? drawings['dot'];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#000" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"><path d="${path}"/></svg>`;
  return `url("data:image/svg+xml,${encodeURIComponent(svg)}")`;
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
