import type { EntityDef } from '../../../crm/kernel/entity.ts';

/** “1 deal”, “50 deals”. */
export function counted({ label }: EntityDef, count: number): string {
  return `${count.toLocaleString()} ${(count === 1 ? label.one : label.many).toLowerCase()}`;
}
