/**
 * Who created a record, as the person that user is now: `createdBy` names the user at that time for good, and a question
 * is about people. So a merge of users needs not write every record that one of them ever made.
 */
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { survivorOf } from '../../../crm/modules/merge/survivor.ts';
import type { RowStore } from '../rows/row-store.ts';

export const CREATOR = 'createdBy';

const USERS: ReadonlySet<string> = new Set(['user']);

/** Reads `createdBy` of a row. */
export function creatorOf(rows: RowStore): (row: AnyRow) => string {
  const users = rows.table('user');
  const survivors = new Map<string, string>();
  let seen = -1;
  return ({ createdBy }) => {
    if (seen !== users.log.position) {
      survivors.clear();
      seen = users.log.position;
    }
    let survivor = survivors.get(createdBy);
    if (survivor === undefined) {
      survivor = survivorOf(rows, 'user', createdBy);
      survivors.set(createdBy, survivor);
    }
    return survivor;
  };
}

/** As part of a `FieldPath`. */
export function creatorPath(rows: RowStore): {
  readonly read: (row: AnyRow) => string;
  readonly reads: ReadonlySet<string>;
  readonly outside: () => number;
} {
  return { read: creatorOf(rows), reads: USERS, outside: () => rows.table('user').log.position };
}
