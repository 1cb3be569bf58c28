import { problemKey } from '../../../crm/kernel/custom/computed-definition.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { Icon } from '../icons/icon.tsx';

/** Why a computed field of this row has no value; undefined when it simply has none. */
export function problemIn(row: AnyRow, key: string): string | undefined {
  const problem = row[problemKey(key)];
  return typeof problem === 'string' ? problem : undefined;
}

interface ComputedProblemProps {
  readonly problem: string;
  /** `list`: a mark with the reason behind it. `record`: the reason. */
  readonly room: 'list' | 'record';
}

/** Stands where the value would. */
export function ComputedProblem({ problem, room }: ComputedProblemProps) {
  const text = `No value: ${problem}`;
  return (
    <span className="computed-problem" title={text}>
      <Icon name="warning" size={12} />
      <span className={room === 'list' ? 'visually-hidden' : undefined}>{text}</span>
    </span>
  );
}
