/**
 * What a start does about damage, once the readable rest is loaded. Rows are rebuilt from their documents;
 * documents are fetched again from the relay; what was never sent is in the outbox and goes on top. Nothing that
 * cannot be read is taken for something empty.
 */
import * as Y from 'yjs';
import { CURSOR_START } from '../../../crm/contracts/feed.contract.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { parseDocName, type DocName } from '../../../crm/kernel/ids.ts';
import { decodeDocs } from '../documents/pack-codec.ts';
import { isGapped, newDoc, projectRow } from '../documents/record-doc.ts';
import type { StoreContents } from '../store/store.ts';
import type { Core } from './core.ts';

/** `unreadableRows`: packs that opened, and hold no rows in a form that is known here. */
export async function repair(
  core: Core,
  contents: StoreContents,
  unreadableRows: readonly string[],
): Promise<void> {
  const unlisted = new Set(unreadableRows);
  let namesAreLost = false;
  for (const { table, key, part } of contents.damaged) {
    if (table === 'journal') namesAreLost = true;
    if (table !== 'packs') continue;
    if (part === 'rows') unlisted.add(key);
    if (part === 'docs') askFor(core, key);
  }
  for (const packId of unlisted) {
    if (!(await rebuildRows(core, packId))) namesAreLost = true;
  }
  if (!namesAreLost) return;
  // Which documents are missing is not known, so all of them come again; under what comes lies what was never sent.
  core.position = { ...core.position, cursor: CURSOR_START };
  for (const { doc, update } of core.unsentOps()) core.documents.remember(doc, update);
}

function askFor(core: Core, packId: string): void {
  for (const name of core.documents.names()) {
    if (core.documents.packOf(name) === packId) core.incomplete.add(name);
  }
}

async function rebuildRows(core: Core, packId: string): Promise<boolean> {
  const read = await core.deps.store.readPack(packId, 'docs');
  const docs = read.ok ? decodeDocs(read.bytes) : null;
  if (docs === null) return false;
  core.documents.place(packId, docs.keys());
  const rows: AnyRow[] = [];
  for (const [name, state] of docs) {
    const row = rowOf(core, name, state);
    if (row !== undefined) rows.push(row);
  }
  const [first] = rows;
  // The journal's rows are newer than the pack's, and are loaded already.
  const missing = rows.filter((row) => core.deps.rows.get(row.entity, row.id) === undefined);
  if (first !== undefined) core.deps.rows.load(first.entity, missing);
  return true;
}

function rowOf(core: Core, name: DocName, state: Uint8Array): AnyRow | undefined {
  const address = parseDocName(name);
  const entity = address === null ? undefined : core.entity(address.entity);
  if (address === null || entity === undefined || address.part === 'body') return undefined;
  const doc = newDoc(name, 0);
  Y.applyUpdate(doc, state);
  if (!isGapped(doc)) return projectRow(entity, address.id, doc, core.deps.faults);
  core.incomplete.add(name);
  return undefined;
}
