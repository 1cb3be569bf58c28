/** What must hold at every moment, and what must hold when all have met again. Each throws with what it found. */
import * as Y from 'yjs';
import { isCustomKey } from '../../crm/kernel/custom/custom-keys.ts';
import { entityOfObject } from '../../crm/kernel/custom/definition.ts';
import type { AnyRow } from '../../crm/kernel/entity.ts';
import { derivedId, parseDocName, type DocName } from '../../crm/kernel/ids.ts';
import { eachLink } from '../../crm/kernel/record-links.ts';
import { sameJson } from '../../crm/kernel/write.ts';
import { splitConversion } from '../../crm/modules/lead/conversion.ts';
import { isInRing, mergedInto } from '../../crm/modules/merge/survivor.ts';
import { entityNamed, modules } from '../../crm/modules/registry.ts';
import { decodeDocs } from '../../src-renderer/worker/documents/pack-codec.ts';
import { isGapped, newDoc, projectRow } from '../../src-renderer/worker/documents/record-doc.ts';
import { decodeJournalEntry } from '../../src-renderer/worker/engine/journal-entry.ts';
import { decodeUnfolded, UNFOLDED_KEY } from '../../src-renderer/worker/engine/unfolded.ts';
import { decodeEnvelope } from '../../crm/contracts/envelope.contract.ts';
import type { EngineFaults } from '../../src-renderer/worker/engine/ports.ts';
import type { RowChange } from '../../src-renderer/worker/rows/row-change.ts';
import type { Disk } from '../../src-renderer/worker/store/memory-disk.ts';
import { survivorOf } from '../../crm/modules/ticket/merge.rules.ts';
import type { Ledger } from './ledger.ts';
import { Violation } from './violation.ts';
import { WORKSPACE, type SimDesktop } from './sim-desktop.ts';
import type { SimRelay } from './sim-relay.ts';

/** At every moment: a torn update shows whole or not at all. */
export function checkTorn(desktop: number, changes: readonly RowChange[]): void {
  for (const { after } of changes) {
    const half = after?.['description'];
    if (typeof half === 'string' && half.startsWith('half-') && after?.['campaign'] !== half) {
      throw new Violation(`desktop ${desktop} built a row from a document with a gap (${half})`);
    }
  }
}

/** What one desktop shows, and what lies on its disk, when nothing moves any more. */
export interface Look {
  readonly desktop: SimDesktop;
  readonly docs: ReadonlyMap<DocName, Y.Doc>;
  readonly rows: ReadonlyMap<string, AnyRow>;
  readonly bodies: ReadonlyMap<string, string>;
}

export function lookAt(desktop: SimDesktop): Look {
  const docs = docsOn(desktop.disk);
  return { desktop, docs, rows: rowsOf(desktop, docs), bodies: bodiesIn(docs) };
}

function rowsOf(desktop: SimDesktop, docs: Look['docs']): Map<string, AnyRow> {
  const names = new Set(modules.map(({ entity }) => entity.name));
  // Also kinds of records whose definition was deleted, or taken back: theirs stay.
  for (const name of docs.keys()) {
    const [entity = ''] = name.split('/');
    if (isCustomKey(entity)) names.add(entity);
  }
  const rows = new Map<string, AnyRow>();
  for (const name of names) {
    for (const row of desktop.rows().all(name)) rows.set(`${name}/${row.id}`, row);
  }
  return rows;
}

function bodiesIn(docs: Look['docs']): Map<string, string> {
  const bodies = new Map<string, string>();
  for (const [name, doc] of docs) {
    if (name.endsWith('/body')) bodies.set(name, JSON.stringify(doc.getXmlFragment('body')));
  }
  return bodies;
}

function sameRows(a: Look['rows'], b: Look['rows'], what: string): void {
  for (const name of new Set([...a.keys(), ...b.keys()])) {
    if (!sameJson(a.get(name) ?? null, b.get(name) ?? null)) {
      throw new Violation(
        `${what}: ${name}\n  ${JSON.stringify(a.get(name))}\n  ${JSON.stringify(b.get(name))}`,
      );
    }
  }
}

/** The documents as they lie on the disk: packs, what the outbox keeps until the fold, and the journal. */
function docsOn(disk: Disk): Map<DocName, Y.Doc> {
  const docs = new Map<DocName, Y.Doc>();
  const apply = (name: DocName, update: Uint8Array): void => {
    let doc = docs.get(name);
    if (doc === undefined) docs.set(name, (doc = newDoc(name, 0)));
    Y.applyUpdate(doc, update);
  };
  for (const bytes of disk.tables.packs.docs.values()) {
    for (const [name, state] of decodeDocs(bytes) ?? []) apply(name, state);
  }
  for (const { n } of decodeUnfolded(String(disk.tables.meta.get(UNFOLDED_KEY) ?? '[]'))) {
    const decoded = decodeEnvelope(disk.tables.outbox.get(n) ?? new Uint8Array());
    if (decoded.ok) for (const { doc, update } of decoded.envelope.ops) apply(doc, update);
  }
  for (const [, bytes] of [...disk.tables.journal].toSorted(([a], [b]) => a - b)) {
    for (const { doc, update } of decodeJournalEntry(bytes)?.updates ?? []) apply(doc, update);
  }
  return docs;
}

export function checkRebuild({ desktop, docs, rows }: Look, faults: EngineFaults): void {
  const rebuilt = new Map<string, AnyRow>();
  for (const [name, doc] of docs) {
    const address = parseDocName(name);
    if (address === null || address.part === 'body' || isGapped(doc)) continue;
    const entity =
      desktop.registry().entity(address.entity) ??
      (isCustomKey(address.entity) ? entityOfObject(address.entity) : undefined);
    if (entity === undefined) continue;
    const row = projectRow(entity, address.id, doc, faults);
    if (row !== undefined) rebuilt.set(name, row);
  }
  sameRows(rows, rebuilt, `desktop ${desktop.index} shows a row that its documents do not give`);
}

export function checkSame(one: Look, two: Look): void {
  const [first, other] = [one.desktop, two.desktop];
  sameRows(one.rows, two.rows, `desktops ${first.index} and ${other.index} differ`);
  const [a, b] = [one.bodies, two.bodies];
  for (const name of new Set([...a.keys(), ...b.keys()])) {
    if (a.get(name) !== b.get(name)) {
      throw new Violation(
        `notes ${name} differ on ${first.index} and ${other.index}:\n  ${a.get(name)}\n  ${b.get(name)}`,
      );
    }
  }
}

/** A converted lead has what it was converted to, and no lead was converted to two of anything. */
export function checkConversions(desktop: SimDesktop): void {
  const rows = desktop.rows();
  for (const lead of rows.all('lead')) {
    for (const [field, entity] of [
      ['convertedAccount', 'account'],
      ['convertedContact', 'contact'],
      ['convertedDeal', 'deal'],
    ] as const) {
      const id = lead[field];
      // One that was there before may be taken away by whoever made it: then the link leads nowhere.
      if (typeof id !== 'string' || id !== derivedId('lead', lead.id, entity)) continue;
      if (rows.get(entity, id) === undefined)
        throw new Violation(`lead ${lead.id} is converted to ${entity} ${id}, which is not there`);
    }
  }
  const split = splitConversion(rows);
  if (split !== undefined)
    throw new Violation(`lead ${split.lead} is ${split.survivor} and ${split.loser} at once`);
  const deals = [...rows.all('deal')].filter((deal) => String(deal['name']).startsWith('Company'));
  if (new Set(deals.map((deal) => deal['name'])).size !== deals.length) {
    throw new Violation('one lead was converted to two deals');
  }
}

/** Nothing in use links to a record that is merged, and following merges ends at a record that is not. */
export function checkMerges(desktop: SimDesktop): void {
  const rows = desktop.rows();
  for (const { entity } of modules) {
    for (const row of rows.all(entity.name)) {
      const isAway = row.archivedAt !== undefined && mergedInto(row) === undefined;
      if (entity.name === 'user' && isAway)
        throw new Violation(`nobody put ${entity.name}/${row.id} away, and it is in the archive`);
      if (mergedInto(row) !== undefined && entity.duplicates !== undefined) {
        if (isInRing(rows, entity.name, row.id))
          throw new Violation(`${entity.name}/${row.id} is merged into itself`);
        if (row.archivedAt === undefined)
          throw new Violation(`${entity.name}/${row.id} is merged and not in the archive`);
        continue;
      }
      eachLink(entity, row, (to, id, { field }) => {
        // A ticket's merge leaves the links where they are: who follows them is led on.
        if (entityNamed(to)?.duplicates === undefined) return;
        const target = rows.get(to, id);
        const survivor = mergedInto(target);
        if (survivor !== undefined && rows.get(to, survivor) !== undefined)
          throw new Violation(
            `${entity.name}/${row.id} ${field} links to ${to}/${id}, which is merged`,
          );
      });
    }
  }
}

/** Wherever one asks, a merged ticket goes on in the same one. */
export function checkTickets(desktop: SimDesktop): void {
  const rows = desktop.rows();
  for (const ticket of rows.all('ticket')) {
    const { mergedInto } = ticket;
    if (typeof mergedInto !== 'string' || rows.get('ticket', mergedInto) === undefined) continue;
    const here = survivorOf(rows, ticket.id)?.id;
    const there = survivorOf(rows, mergedInto)?.id;
    if (here === undefined || here !== there) {
      throw new Violation(`ticket ${ticket.id} goes on in ${here}, and its survivor in ${there}`);
    }
  }
}

/** What the relay refused is lacking on other desktops, and what its author wrote after that is not. */
export function checkNobodyWaits(desktops: readonly SimDesktop[]): void {
  const names = new Set(desktops.flatMap(({ disk }) => [...docsOn(disk).keys()]));
  for (const desktop of desktops) {
    for (const name of names) {
      const address = parseDocName(name);
      if (address !== null && desktop.engine()?.isIncomplete(address) === true)
        throw new Violation(`desktop ${desktop.index} waits for what never comes: ${name}`);
    }
  }
}

/** Nothing confirmed is missing: every act is in the log, every typed text in its note, every added member there. */
export async function checkNothingLost(
  relay: SimRelay,
  looks: readonly Look[],
  ledger: Ledger,
): Promise<void> {
  const log = await relay.log(WORKSPACE);
  const seen = new Set<string>();
  for (const { device, n } of log) {
    const key = `${device}#${n}`;
    if (seen.has(key)) throw new Violation(`the log holds ${key} twice`);
    seen.add(key);
  }
  const inLog = new Set(log.flatMap(({ txId, batch }) => [txId, batch]));
  // Of what was given again after a relay forgot it, the log holds what was done and not which act did it.
  for (const id of relay.hasForgotten() ? [] : ledger.acts)
    if (!inLog.has(id)) throw new Violation(`confirmed act ${id} is not in the log`);
  const [look] = looks;
  if (look === undefined) return;
  const { bodies, desktop: first } = look;
  for (const { entity, id, text } of ledger.typed) {
    if (bodies.get(`${entity}/${id}/body`)?.includes(text) !== true)
      throw new Violation(`typed text ${text} is lost`);
  }
  for (const { act, entity, id, field, member } of ledger.members) {
    const row = first.rows().get(entity, id);
    if (ledger.undone.has(act)) continue;
    if (row === undefined) {
      // Where neither who took it back nor who worked on it knows of it any more, nobody is left to put it in again.
      if (looks.filter(({ desktop }) => desktop.hasLostPast()).length > 1) continue;
      throw new Violation(`${entity}/${id} is gone, and was tagged ${member}`);
    }
    if (!((row[field] ?? []) as readonly string[]).includes(member)) {
      throw new Violation(`member ${member} of ${entity}/${id} is lost`);
    }
  }
}
