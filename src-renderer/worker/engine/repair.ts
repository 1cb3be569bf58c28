/**
 * What a start does about damage, once the readable rest is loaded. Rows are rebuilt from their documents;
 * documents are fetched again from the relay; what was never sent is in the outbox and goes on top. Nothing that
 * cannot be read is taken for something empty.
 */
import { CURSOR_START } from '../../../crm/contracts/feed.contract.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { parseDocName } from '../../../crm/kernel/ids.ts';
import { decodeDocs } from '../documents/pack-codec.ts';
import { isGapped, projectRow } from '../documents/record-doc.ts';
import type { StoreContents } from '../store/store.ts';
import type { Core } from './core.ts';
import type { RowAfter } from './journal-entry.ts';
import { rowOfState } from './projecting.ts';

/** What opened, and holds nothing in a form that is known here. */
export interface Unreadable {
  readonly rowPacks: readonly string[];
  readonly journal: boolean;
}

export async function repair(
  core: Core,
  contents: StoreContents,
  unreadable: Unreadable,
): Promise<void> {
  const unlisted = new Set(unreadable.rowPacks);
  let namesAreLost = unreadable.journal;
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
  await journalUnsent(core);
}

/** What was never sent comes from nowhere else, and is not asked for again once it was: it goes to the disk once more. */
async function journalUnsent(core: Core): Promise<void> {
  const updates = core.unsentOps();
  if (updates.length === 0) return;
  for (const update of updates) core.documents.remember(update);
  const rows: RowAfter[] = [];
  for (const name of new Set(updates.map(({ doc }) => doc))) {
    const address = parseDocName(name);
    const entity = address === null ? undefined : core.entity(address.entity);
    const opened = await core.documents.open(name);
    if (address === null || entity === undefined || address.part === 'body' || !opened.ok) continue;
    if (isGapped(opened.doc)) {
      core.incomplete.add(name);
      continue;
    }
    const row = projectRow(entity, address.id, opened.doc, core.deps.faults) ?? null;
    rows.push({ entity: address.entity, id: address.id, row });
  }
  core.deps.rows.apply(
    rows.map(({ entity, id, row }) => ({ entity, id, after: row ?? undefined })),
  );
  await core.commit({ journal: { updates, rows, history: [], acts: [] } });
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
    const row = rowOfState(core, name, state);
    if (row !== undefined) rows.push(row);
  }
  const [first] = rows;
  // The journal's rows are newer than the pack's, and are loaded already.
  const missing = rows.filter((row) => core.deps.rows.get(row.entity, row.id) === undefined);
  if (first !== undefined) core.deps.rows.load(first.entity, missing);
  return true;
}
