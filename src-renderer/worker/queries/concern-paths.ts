/** Whether one follows a record, and whether it was shared with one: asked like fields, and different for everybody. */
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { FOLLOWED, SHARED_WITH_ME } from '../../../crm/kernel/system-fields.ts';
import { CONCERNED, type Concerns } from '../following/concerns.ts';

interface ConcernPath {
  readonly read: (row: AnyRow) => boolean;
  readonly reads: ReadonlySet<string>;
  readonly outside: () => number;
}

/** As part of a `FieldPath`; undefined for other fields. */
export function concernPath(key: string, concerns: Concerns | undefined): ConcernPath | undefined {
  if (key !== FOLLOWED && key !== SHARED_WITH_ME) return undefined;
  const read =
    key === FOLLOWED
      ? (row: AnyRow): boolean => concerns !== undefined && concerns.following(row) !== 'no'
      : (row: AnyRow): boolean => concerns?.isShared(row) === true;
  return { read, reads: CONCERNED, outside: () => concerns?.position() ?? 0 };
}
