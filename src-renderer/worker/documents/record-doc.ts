/**
 * How a record lies in its Y.Doc, and nothing else knows it: scalars in the flat top-level map `record`, every set
 * field and every rows field in a top-level map of its own. Top-level types need no creation, so two offline
 * desktops can never each create one and lose the other's.
 */
import * as Y from 'yjs';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import type { Json } from '../../../crm/kernel/field-kind.ts';
import { kindOf, type FieldDef } from '../../../crm/kernel/field-kinds.ts';
import { isCustomKey } from '../../../crm/kernel/custom/custom-keys.ts';
import { fits, rowsFrom, setFrom } from '../../../crm/kernel/fits.ts';
import type { DocName } from '../../../crm/kernel/ids.ts';
import type { Slot, Write } from '../../../crm/kernel/write.ts';
import type { EngineFaults } from '../engine/ports.ts';

const SCALARS = 'record';

/**
 * `guid` is always given: drawing a UUID is what makes `new Y.Doc()` slow (62 µs against 2.6 µs).
 * One client id for all documents of a load; Yjs counts clocks per document.
 */
export function newDoc(name: DocName, clientId: number): Y.Doc {
  const doc = new Y.Doc({ guid: name, gc: true });
  doc.clientID = clientId;
  return doc;
}

/** True while updates wait for others that have not arrived: the document's content is not a state anybody saw. */
export function isGapped(doc: Y.Doc): boolean {
  return doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
}

/** The top-level map and the key in it at which a slot lies. */
export function slotKey(slot: Slot): { readonly map: string; readonly key: string } {
  if (slot.member !== undefined) return { map: slot.field, key: slot.member };
  if (slot.row !== undefined) return { map: slot.field, key: `${slot.row}/${slot.column ?? ''}` };
  return { map: SCALARS, key: slot.field };
}

/** The value at a slot, null when there is none. */
export function readSlot(doc: Y.Doc, slot: Slot): Json {
  const { map, key } = slotKey(slot);
  if (!doc.share.has(map)) return null;
  return (doc.getMap(map).get(key) as Json | undefined) ?? null;
}

/** Client ids of those who ever wrote a value there, the one whose value counts last. */
export function writersOf(doc: Y.Doc, slot: Slot): readonly number[] {
  const { map, key } = slotKey(slot);
  const writers: number[] = [];
  if (!doc.share.has(map)) return writers;
  for (let item = doc.getMap(map)._map.get(key) ?? null; item !== null; item = item.left)
    writers.unshift(item.id.client);
  return writers;
}

/** Call inside `doc.transact`. */
export function applyWrite(doc: Y.Doc, { slot, to }: Write, faults: EngineFaults = {}): void {
  const { map, key } = slotKey(slot);
  if (faults.nestedTypeCreatedLazily === true && map !== SCALARS)
    return applyNested(doc, map, key, to);
  if (to === null) doc.getMap(map).delete(key);
  else doc.getMap(map).set(key, to);
}

/** The planted mistake: a nested map made by whoever writes first, so that of two offline creators one loses all. */
function applyNested(doc: Y.Doc, map: string, key: string, to: Json): void {
  const holder = doc.getMap(`nested:${map}`);
  let nested = holder.get('it') as Y.Map<Json> | undefined;
  if (nested === undefined) {
    nested = new Y.Map<Json>();
    holder.set('it', nested);
  }
  if (to === null) nested.delete(key);
  else nested.set(key, to);
}

function entriesOf(doc: Y.Doc, map: string, faults: EngineFaults): Iterable<[string, unknown]> {
  if (faults.nestedTypeCreatedLazily === true && map !== SCALARS) {
    return (doc.getMap(`nested:${map}`).get('it') as Y.Map<Json> | undefined)?.entries() ?? [];
  }
  return doc.share.has(map) ? doc.getMap(map).entries() : [];
}

/** Every slot that holds a value: what a record that is made again must first be cleared of. */
export function filledSlots(doc: Y.Doc, entity: EntityDef): readonly Slot[] {
  const slots: Slot[] = [];
  for (const [key] of entriesOf(doc, SCALARS, {})) slots.push({ field: key });
  for (const [field, definition] of Object.entries(entity.fields)) {
    const { encoding } = kindOf(definition);
    if (encoding === 'scalar') continue;
    for (const [key] of entriesOf(doc, field, {})) {
      const [row = '', column = ''] = key.split('/');
      slots.push(encoding === 'set' ? { field, member: key } : { field, row, column });
    }
  }
  // Of a field that is not defined here nobody knows whether they are members or cells; they lie at one address.
  for (const field of doc.share.keys()) {
    if (!isCustomKey(field) || entity.fields[field] !== undefined) continue;
    for (const [member] of entriesOf(doc, field, {})) slots.push({ field, member });
  }
  return slots;
}

/**
 * The row of a document: pure, so that rows can be dropped and rebuilt identically. Undefined when it holds no
 * record. A value that does not fit its field (an old or foreign client wrote it) is left out of the row and stays
 * in the document.
 */
export function projectRow(
  entity: EntityDef,
  id: string,
  doc: Y.Doc,
  faults: EngineFaults = {},
): AnyRow | undefined {
  const scalars = doc.getMap(SCALARS);
  const createdAt = scalars.get('createdAt');
  const createdBy = scalars.get('createdBy');
  if (typeof createdAt !== 'string') return undefined;
  const row: Record<string, unknown> = {
    id,
    entity: entity.name,
    createdAt,
    createdBy: typeof createdBy === 'string' ? createdBy : '',
  };
  const archivedAt = scalars.get('archivedAt');
  if (typeof archivedAt === 'string') row['archivedAt'] = archivedAt;
  for (const [key, field] of Object.entries(entity.fields)) {
    const value = readField(doc, scalars, key, field, faults);
    if (value !== undefined) row[key] = value;
  }
  keepUndefined(entity, doc, scalars, row);
  return upcast(entity, row) as AnyRow;
}

/** Values of custom fields that are not defined here (yet, or any more), as the document holds them. */
function keepUndefined(
  entity: EntityDef,
  doc: Y.Doc,
  scalars: Y.Map<unknown>,
  row: Record<string, unknown>,
): void {
  for (const [key, value] of scalars.entries()) {
    if (isCustomKey(key) && entity.fields[key] === undefined) row[key] = value;
  }
  for (const key of doc.share.keys()) {
    if (!isCustomKey(key) || entity.fields[key] !== undefined) continue;
    const entries = Object.fromEntries(doc.getMap(key).entries());
    if (Object.keys(entries).length > 0) row[key] = entries;
  }
}

function upcast(
  entity: EntityDef,
  row: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  let current = row;
  for (const migration of entity.migrations) current = migration.upcast(current);
  return current;
}

function readField(
  doc: Y.Doc,
  scalars: Y.Map<unknown>,
  key: string,
  field: FieldDef,
  faults: EngineFaults,
): unknown {
  switch (kindOf(field).encoding) {
    case 'scalar': {
      const value = scalars.get(key);
      return value === undefined || !fits(field, value) ? undefined : value;
    }
    case 'set':
      return setFrom(field, entriesOf(doc, key, faults));
    case 'rows':
      return rowsFrom(field, entriesOf(doc, key, faults));
  }
}
