import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { useNow } from '../timeline/use-now.ts';
import { DueBadge } from './due-badge.tsx';
import { useDue } from './use-due.ts';

/** In a list: only what is late or nearly so, as all else can wait. */
export function RowDue({ entity, row }: { readonly entity: EntityDef; readonly row: AnyRow }) {
  return entity.traits.includes('serviceLevel') ? <Badge id={row.id} /> : null;
}

function Badge({ id }: { readonly id: string }) {
  const due = useDue(id);
  const nowMs = useNow();
  const isPressing = due?.state === 'breached' || (due?.state === 'near' && !due.paused);
  return due !== undefined && isPressing ? <DueBadge due={due} nowMs={nowMs} short /> : null;
}
