import type { RecordView } from '../../../crm/contracts/rpc/record.rpc.ts';
import { docName } from '../../../crm/kernel/ids.ts';
import type { RecordRef } from '../engine/engine-api.ts';
import { linkFieldsOf } from '../rows/link-fields.ts';
import type { OpenWorkspace } from './open-workspace.ts';

export interface ShownRecord {
  readonly view: RecordView;
  /** Document names of all that it links to, also of what is not here (yet). */
  readonly links: ReadonlySet<string>;
  /** Entities whose records its computed fields read. */
  readonly reads: ReadonlySet<string>;
}

/** A record as a window shows it, with the titles of what it links to. */
export function showRecord(
  { engine, rooms, registry, queries }: OpenWorkspace,
  ref: RecordRef,
  windowId: string,
): ShownRecord {
  const row = engine.get(ref.entity, ref.id);
  const entity = registry.entity(ref.entity);
  const titles: Record<string, string> = {};
  const links = new Set<string>();
  const add = (to: string, id: string): void => {
    links.add(docName(to, id));
    const title = engine.titleOf(to, id);
    if (title !== undefined) titles[docName(to, id)] = title;
  };
  if (row !== undefined && entity !== undefined) {
    for (const field of linkFieldsOf(entity)) field.each(row, add);
    add('user', row.createdBy);
  }
  const whole =
    row === undefined || entity === undefined ? (row ?? null) : queries.filled(entity, row);
  const people = rooms.people(ref, windowId);
  return {
    view: { row: whole, titles, people, incomplete: engine.isIncomplete(ref) },
    links,
    reads: entity === undefined ? new Set() : queries.readsOf(entity),
  };
}
