import type { RecordView } from '../../../crm/contracts/rpc/record.rpc.ts';
import { docName } from '../../../crm/kernel/ids.ts';
import { entityNamed } from '../../../crm/modules/registry.ts';
import type { RecordRef } from '../engine/engine-api.ts';
import { linkFieldsOf } from '../rows/link-fields.ts';
import type { OpenWorkspace } from './shell.ts';

/** A record as a window shows it, with the titles of all that it links to. */
export function recordView({ engine, rooms }: OpenWorkspace, ref: RecordRef, windowId: string): RecordView {
  const row = engine.get(ref.entity, ref.id);
  const entity = entityNamed(ref.entity);
  const titles: Record<string, string> = {};
  const add = (to: string, id: string): void => {
    const title = engine.titleOf(to, id);
    if (title !== undefined) titles[docName(to, id)] = title;
  };
  if (row !== undefined && entity !== undefined) {
    for (const field of linkFieldsOf(entity)) field.each(row, add);
    add('user', row.createdBy);
  }
  return {
    row: row ?? null,
    titles,
    people: rooms.people(ref, windowId),
    incomplete: engine.isIncomplete(ref),
  };
}
