/** The change feed from the projector to everything that is derived from rows. */
import type { AnyRow } from '../../../crm/kernel/entity.ts';

export interface RowChange {
  readonly entity: string;
  readonly id: string;
  readonly before: AnyRow | undefined;
  /** undefined: the record is gone. */
  readonly after: AnyRow | undefined;
}
