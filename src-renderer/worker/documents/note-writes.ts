/**
 * What an act puts into a rich text, and how exactly that is taken out again. Text of others stays where it is, also
 * inside a paragraph that the act brought. Pure: states and updates in, updates out.
 *
 * An item that is deleted is gone for good in a Yjs document, so to put the same text back is to write it anew. The
 * update that does is made when it is taken out, while it is still there, and only once: whoever applies it, and as
 * often as they do, the text stands there once.
 */
import * as Y from 'yjs';
import { jsonSchema } from '../../../crm/kernel/write.ts';
import { fromBase64, toBase64 } from './base64.ts';
import type { PutIn, TakenOut } from './note-changes.ts';
import { beyond, covering, overlap, readUpdate, writeUpdate, type Range } from './update-format.ts';

/** Name of the rich text in its document: docs/protocol.md. */
export const NOTE_FRAGMENT = 'body';

export interface PuttingIn {
  /** Without anything that would take away what stands here. */
  readonly update: Uint8Array;
  readonly put: PutIn;
}

/** undefined where the update has nothing that is not here. Throws, as Yjs does, for bytes that are no update. */
export function putIn(
  here: Uint8Array,
  update: Uint8Array,
  of?: readonly Range[],
): PuttingIn | undefined {
  const doc = opened(here);
  const before = Y.decodeStateVector(Y.encodeStateVector(doc));
  const updates = heard(doc);
  const over: PutIn['over'][number][] = [];
  doc.on('afterTransaction', (transaction: Y.Transaction) => {
    Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
      if (!(struct instanceof Y.Item) || struct.id.clock >= (before.get(struct.id.client) ?? 0))
        return;
      const { parentSub, parent, content } = struct;
      const element = parent instanceof Y.XmlElement ? parent._item : null;
      const value = jsonSchema.safeParse(content.getContent().at(-1));
      if (parentSub === null || element === null || element.deleted || !value.success) return;
      over.push([element.id.client, element.id.clock, parentSub, value.data]);
    });
  });
  const { structs, deleted } = readUpdate(update);
  Y.applyUpdate(doc, writeUpdate({ structs, deleted: beyond(deleted, before) }));
  if (updates.length === 0) return undefined;
  const after = Y.decodeStateVector(Y.encodeStateVector(doc));
  const put = [...after].flatMap(([client, clock]): Range[] => {
    const from = before.get(client) ?? 0;
    return clock > from ? [[client, from, clock - from]] : [];
  });
  return { update: Y.mergeUpdates(updates), put: { put, over, of: of ?? put } };
}

export interface TakingOut {
  readonly update: Uint8Array;
  readonly taken: TakenOut;
}

const TAKING = Symbol('taking out');

/** undefined where nothing of it is left. `clientId` must be one that nobody writes under. */
export function takeOut(
  here: Uint8Array,
  { put, over, of }: PutIn,
  clientId: number,
): TakingOut | undefined {
  const doc = opened(here);
  doc.clientID = clientId;
  const fragment = doc.getXmlFragment(NOTE_FRAGMENT);
  const undoing = new Y.UndoManager(fragment, {
    trackedOrigins: new Set([TAKING]),
    captureTimeout: 0,
  });
  const updates = heard(doc);
  const isOfAct = covering(put);
  const overruled = over.flatMap(([client, clock, key, value]) => {
    const element = elementAt(doc, client, clock);
    const now = element?._map.get(key);
    const isStill = now !== undefined && !now.deleted && isOfAct(now.id.client, now.id.clock);
    return element !== undefined && isStill ? [{ element, key, value }] : [];
  });
  doc.transact(() => {
    const deleted = put.flatMap((range) => withoutNeeded(doc, range, isOfAct));
    Y.applyUpdate(doc, writeUpdate({ structs: [], deleted }), TAKING);
    for (const { element, key, value } of overruled) element.setAttribute(key, value as string);
  }, TAKING);
  if (updates.length === 0) return undefined;
  const update = Y.mergeUpdates(updates);
  updates.length = 0;
  undoing.undo();
  const back = updates.length === 0 ? '' : toBase64(Y.mergeUpdates(updates));
  const out = put.flatMap((range) => writtenAnew(doc, range));
  return { update, taken: { back, of, out } };
}

/** Of a range, the items that the undo of their deletion has copied. */
function writtenAnew(doc: Y.Doc, [client, clock, length]: Range): Range[] {
  const end = clock + length;
  return (doc.store.clients.get(client) ?? []).flatMap((struct): Range[] => {
    const from = Math.max(clock, struct.id.clock);
    const to = Math.min(end, struct.id.clock + struct.length);
    const isCopied = struct instanceof Y.Item && struct.redone !== null;
    return isCopied && from < to ? [[client, from, to - from]] : [];
  });
}

/** The update that puts in again what was taken out; undefined where it was not kept. */
export function backOf({ back }: TakenOut): Uint8Array | undefined {
  return back === '' ? undefined : fromBase64(back);
}

/** The acts' changes of this text, whosever: what was taken out of it and does not stand in it again. */
export function stillOut(
  here: Uint8Array,
  changes: readonly (PutIn | TakenOut)[],
): readonly TakenOut[] {
  const stands = standing(here);
  const inPlace = changes.flatMap((change) =>
    'put' in change && change.put.some(stands) ? change.of : [],
  );
  const out: TakenOut[] = [];
  for (const change of changes) {
    if ('put' in change || isHere(here, change)) continue;
    const known = [...inPlace, ...out.flatMap(({ of }) => of)];
    // Two desktops that took out the same keep it twice.
    if (!change.of.some((range) => known.some((other) => overlap(range, other)))) out.push(change);
  }
  return out;
}

/** Whether something of a range stands in this state. */
export function standing(state: Uint8Array): (range: Range) => boolean {
  const { structs, deleted } = readUpdate(state);
  const isDeleted = covering(deleted);
  const stand = structs.flatMap((struct): Range[] => {
    const { client, clock } = struct.id;
    const isThere = struct instanceof Y.Item && !isDeleted(client, clock);
    return isThere ? [[client, clock, struct.length]] : [];
  });
  const byClient = Map.groupBy(stand, ([client]) => client);
  return (range) => byClient.get(range[0])?.some((other) => overlap(range, other)) === true;
}

/** Whether words or mentions stand in this state that were not there at a state vector; without one, any. */
export function isWrittenIn(state: Uint8Array, since: Uint8Array | undefined): boolean {
  const known = since === undefined ? new Map<number, number>() : Y.decodeStateVector(since);
  const doc = new Y.Doc({ guid: 'note' });
  Y.applyUpdate(doc, state);
  return holdsLater(doc.getXmlFragment(NOTE_FRAGMENT), known);
}

function holdsLater(
  type: Pick<Y.AbstractType<unknown>, '_start'>,
  known: ReadonlyMap<number, number>,
): boolean {
  for (let item = type._start; item !== null; item = item.right) {
    if (item.deleted) continue;
    const { content, id } = item;
    const later = Math.max(0, (known.get(id.client) ?? 0) - id.clock);
    if (content instanceof Y.ContentString && content.str.slice(later).trim() !== '') return true;
    if (!(content instanceof Y.ContentType)) continue;
    const isMention = content.type instanceof Y.XmlElement && content.type.nodeName === 'mention';
    if ((isMention && later === 0) || holdsLater(content.type, known)) return true;
  }
  return false;
}

/** True also where there is nothing that could come. */
function isHere(here: Uint8Array, taken: TakenOut): boolean {
  const back = backOf(taken);
  if (back === undefined) return true;
  const has = Y.decodeStateVector(Y.encodeStateVectorFromUpdate(here));
  return [...Y.parseUpdateMeta(back).to].every(([client, end]) => (has.get(client) ?? 0) >= end);
}

/** What was deleted meanwhile keeps its content, so that it can be told and copied. */
function opened(state: Uint8Array): Y.Doc {
  const doc = new Y.Doc({ guid: 'note', gc: false });
  Y.applyUpdate(doc, state);
  doc.getXmlFragment(NOTE_FRAGMENT);
  return doc;
}

function heard(doc: Y.Doc): Uint8Array[] {
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => void updates.push(update));
  return updates;
}

function elementAt(doc: Y.Doc, client: number, clock: number): Y.XmlElement | undefined {
  const structs = doc.store.clients.get(client);
  if (structs === undefined || clock >= Y.getState(doc.store, client)) return undefined;
  const struct = structs[Y.findIndexSS(structs, clock)];
  const isElement = struct instanceof Y.Item && !struct.deleted;
  if (!isElement || !(struct.content instanceof Y.ContentType)) return undefined;
  const { type } = struct.content;
  return type instanceof Y.XmlElement ? type : undefined;
}

/** The range without the elements in which others have written by now, and without what these are like. */
function withoutNeeded(
  doc: Y.Doc,
  [client, clock, length]: Range,
  isOfAct: (client: number, clock: number) => boolean,
): Range[] {
  const structs = doc.store.clients.get(client) ?? [];
  const ranges: Range[] = [];
  let from = clock;
  const end = Math.min(clock + length, Y.getState(doc.store, client));
  for (let at = from < end ? Y.findIndexSS(structs, from) : structs.length; ; at++) {
    const struct = structs[at];
    if (struct === undefined || struct.id.clock >= end) break;
    if (!isNeeded(struct, isOfAct)) continue;
    if (struct.id.clock > from) ranges.push([client, from, struct.id.clock - from]);
    from = struct.id.clock + struct.length;
  }
  if (end > from) ranges.push([client, from, end - from]);
  return ranges;
}

function isNeeded(
  struct: Y.Item | Y.GC,
  isOfAct: (client: number, clock: number) => boolean,
): boolean {
  if (!(struct instanceof Y.Item) || struct.deleted) return false;
  if (struct.content instanceof Y.ContentType) return holdsOthers(struct.content.type, isOfAct);
  const { parent, parentSub } = struct;
  if (parentSub === null || !(parent instanceof Y.AbstractType) || parent._item === null)
    return false;
  // What an element is like goes and stays with it; of an element that is not the act's own it goes.
  const { id } = parent._item;
  return isOfAct(id.client, id.clock) && holdsOthers(parent, isOfAct);
}

/** Whether something stands in it that the act did not bring. */
function holdsOthers(
  type: Y.AbstractType<unknown>,
  isOfAct: (client: number, clock: number) => boolean,
): boolean {
  for (let item = type._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue;
    const { client, clock } = item.id;
    for (let at = 0; at < item.length; at++) if (!isOfAct(client, clock + at)) return true;
    if (item.content instanceof Y.ContentType && holdsOthers(item.content.type, isOfAct))
      return true;
  }
  return false;
}
