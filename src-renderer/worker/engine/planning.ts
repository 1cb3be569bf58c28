/** From what somebody wants of a record to the exact writes, or why not. Pure: reads rows, touches nothing. */
import type { ModuleDef, RuleContext, WriteRule } from '../../../crm/kernel/command.ts';
import { checkNew, checkPatch, type Values } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { docName, isId } from '../../../crm/kernel/ids.ts';
import { fail, ok, type Result } from '../../../crm/kernel/result.ts';
import { scalarSlot, writesFor } from '../../../crm/kernel/values.ts';
import type { RecordWrite, Slot, Write } from '../../../crm/kernel/write.ts';
import type { RecordInput } from './engine-api.ts';

export interface PlannedRecord extends RecordWrite {
  /** The record does not exist yet, or was removed: what its document may still hold is cleared first. */
  readonly creates: boolean;
  /** Of an undo: what it leaves as it stands, for the audit trail. */
  readonly left?: readonly Slot[];
}

export function planRecord(
  module: ModuleDef | undefined,
  input: RecordInput,
  before: AnyRow | undefined,
  context: RuleContext,
): Result<PlannedRecord> {
  const { entity: name, id } = input;
  const record = docName(name, id);
  if (module === undefined || !isId(id)) {
    return fail({
      code: 'unknown-entity',
      message: `There is no kind of record called “${name}” here.`,
      remedy: 'Update Rapport: a teammate may use a newer version.',
      record,
    });
  }
  const { entity } = module;
  if (input.removed === true)
    return ok({ entity: name, id, writes: removalOf(entity, before), creates: false });
  if (before === undefined && !input.create) {
    return fail({
      code: 'record-gone',
      message: `This ${entity.label.one.toLowerCase()} no longer exists.`,
      remedy: 'It may have been removed by a teammate; undo brings it back.',
      record,
    });
  }
  const checked =
    before === undefined && input.checked === true
      ? ok(input.values)
      : before === undefined
        ? checkNew(entity, input.values)
        : checkPatch(entity, input.values, record);
  if (!checked.ok) return checked;
  const isNew = before === undefined && input.stamps === undefined;
  const completed =
    isNew && module.onCreate !== undefined
      ? module.onCreate(checked.value, context)
      : checked.value;
  const ruled = patchOf(module, input, before, completed, context);
  if (!ruled.ok) return ruled;
  const writes: Write[] = [];
  if (before === undefined) {
    writes.push(
      { slot: scalarSlot('createdAt'), to: input.stamps?.createdAt || context.now },
      { slot: scalarSlot('createdBy'), to: input.stamps?.createdBy || context.actor },
    );
  }
  for (const key of Object.keys(ruled.patch)) {
    const field = entity.fields[key];
    if (field === undefined) continue;
    const isSeen = input.base !== undefined && key in input.base;
    // Who makes a record that has come from elsewhere meanwhile has not seen what is in it: nothing of that goes.
    const seen = isSeen ? input.base?.[key] : input.create ? undefined : before?.[key];
    for (const write of writesFor(key, field, seen, ruled.patch[key])) writes.push(write);
  }
  const isArchived = before?.archivedAt !== undefined;
  if (input.archived !== undefined && input.archived !== isArchived) {
    const archivedAt = input.stamps?.archivedAt || context.now;
    writes.push({ slot: { field: 'archivedAt' }, to: input.archived ? archivedAt : null });
  }
  return ok({ entity: name, id, writes, creates: before === undefined });
}

function patchOf(
  { onWrite, onImport }: ModuleDef,
  { trusted, fromFile }: RecordInput,
  before: AnyRow | undefined,
  values: Values,
  context: RuleContext,
): ReturnType<WriteRule> {
  if (trusted !== true && onWrite !== undefined) return onWrite(before, values, context);
  const isRead = fromFile === true && onImport !== undefined;
  return { ok: true, patch: isRead ? onImport(before, values, context) : values };
}

/** A document without `createdAt` is not a record: clearing that and every value takes it away. */
function removalOf(entity: EntityDef, before: AnyRow | undefined): readonly Write[] {
  if (before === undefined) return [];
  const values = Object.entries(entity.fields).flatMap(([key, field]) =>
    writesFor(key, field, before[key], null),
  );
  const system = ['createdAt', 'createdBy', 'archivedAt'].filter(
    (key) => before[key] !== undefined,
  );
  return [...values, ...system.map((field) => ({ slot: { field }, to: null }))];
}
