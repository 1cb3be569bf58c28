/** From what is wanted of many records to what each of them is asked for. */
import type { BulkEdit, UnreadCell } from '../../../crm/contracts/rpc/bulk.rpc.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { kindOf } from '../../../crm/kernel/field-kinds.ts';
import { fail, ok, type Result } from '../../../crm/kernel/result.ts';
import type { RecordInput } from '../engine/engine-api.ts';
import { readTexts, type TextReading } from './text-cells.ts';

export interface BulkInput {
  /** null: nothing of what was asked of this record can be read. */
  readonly record: RecordInput | null;
  readonly unread: readonly Omit<UnreadCell, 'title'>[];
}

/** Makes the inputs one after the other, so that whoever walks them can pause. */
export type BulkInputs = { readonly count: number; readonly at: (index: number) => BulkInput };

export function bulkInputs(
  entity: EntityDef,
  edit: BulkEdit,
  rowOf: (id: string) => AnyRow | undefined,
  reading: TextReading,
): Result<BulkInputs> {
  const { name } = entity;
  const asked = (id: string, part: Partial<RecordInput>): BulkInput => ({
    record: { entity: name, id, values: {}, create: false, ...part },
    unread: [],
  });
  switch (edit.kind) {
    case 'values':
      return ok(overIds(edit.ids, (id) => asked(id, { values: edit.values })));
    case 'archived':
      return ok(overIds(edit.ids, (id) => asked(id, { archived: edit.archived })));
    case 'members': {
      const field = entity.fields[edit.field];
      if (field === undefined || kindOf(field).encoding !== 'set') {
        return fail({
          code: 'no-set',
          message: `${field?.label ?? edit.field} does not hold several values.`,
          remedy: 'Change the field as a whole.',
          fields: [edit.field],
        });
      }
      const removed = new Set(edit.remove);
      return ok(
        overIds(edit.ids, (id) => {
          const base = (rowOf(id)?.[edit.field] ?? []) as readonly string[];
          const members = new Set([...base.filter((one) => !removed.has(one)), ...edit.add]);
          return asked(id, {
            values: { [edit.field]: members.size === 0 ? null : [...members].toSorted() },
            base: { [edit.field]: base },
          });
        }),
      );
    }
    case 'texts':
      return ok({
        count: edit.rows.length,
        at: (index) => {
          const row = edit.rows[index];
          if (row === undefined) return { record: null, unread: [] };
          const { id, values, unread } = readTexts(entity, edit, row, reading);
          const hasValues = Object.keys(values).length > 0;
          return { ...(hasValues ? asked(id, { values }) : { record: null }), unread };
        },
      });
    default:
      return edit satisfies never;
  }
}

function overIds(ids: readonly string[], inputOf: (id: string) => BulkInput): BulkInputs {
  return { count: ids.length, at: (index) => inputOf(ids[index] ?? '') };
}
