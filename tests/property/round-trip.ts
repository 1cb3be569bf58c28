/** One generated workspace: exported, wiped, imported, compared. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as Y from 'yjs';
import type { AnyRow, EntityDef } from '../../crm/kernel/entity.ts';
import { derivedId } from '../../crm/kernel/ids.ts';
import type { Result } from '../../crm/kernel/result.ts';
import type { RestoreReport } from '../../crm/contracts/rpc/workspace-file.rpc.ts';
import { customKey } from '../../crm/kernel/custom/custom-keys.ts';
import { FIELD_TYPES } from '../../crm/modules/customField/customField.entity.ts';
import type { Engine, RecordInput } from '../../src-renderer/worker/engine/engine-api.ts';
import {
  startLoneEngine,
  type LoneEngine,
} from '../../src-renderer/worker/engine/engine-fixture.ts';
import { createDisk } from '../../src-renderer/worker/store/memory-disk.ts';
import { noteText } from '../../src-renderer/worker/workspace-file/note-text.ts';
import {
  createWorkspaceFiles,
  type WorkspaceFileHandlers,
} from '../../src-renderer/worker/workspace-file/workspace-files.ts';
import { arbitraryValue, type IdsByEntity } from './arbitrary-values.ts';

const RECORDS_PER_ENTITY_MAX = 4;
/** Fields and objects that are added to what is built in, of every type in turn. */
const CUSTOM_FIELDS = 6;

/** A mistake to plant between the file and the engine: what the property must notice. */
export type Fault = (engine: Engine) => Partial<Engine>;

export interface Place extends LoneEngine {
  readonly files: WorkspaceFileHandlers;
}

export async function makePlace(seed: number, fault?: Fault): Promise<Place> {
  const lone = await startLoneEngine(createDisk(), { seed });
  const files = createWorkspaceFiles({
    engine: { ...lone.engine, ...fault?.(lone.engine) },
    entities: () => lone.deps.registry.modules().map(({ entity }) => entity),
    emit: () => undefined,
    newId: lone.newId,
    pause: () => Promise.resolve(),
  });
  return { ...lone, files };
}

export function must<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`${result.problem.code}: ${result.problem.message}`);
  return result.value;
}

/** What a person could see of a workspace, but for what only its log knows; also what a restored object would show. */
export async function contentOf({ engine, deps }: Place): Promise<Record<string, unknown>> {
  const content: Record<string, unknown> = {};
  const objects = [...engine.all('customObject')].map(({ id }) => customKey(id));
  const names = new Set([...deps.registry.modules().map(({ entity }) => entity.name), ...objects]);
  for (const entity of names) {
    for (const row of engine.all(entity)) {
      const name = `${entity}/${row.id}`;
      const notes = engine.hasBody(row) ? noteText(await engine.openBody(row)) : '';
      content[name] = { ...rowById(row), notes };
    }
  }
  return content;
}

function rowById(row: AnyRow): AnyRow {
  return JSON.parse(JSON.stringify(row)) as AnyRow;
}

interface Generated {
  readonly records: readonly RecordInput[];
  readonly notes: readonly {
    readonly entity: string;
    readonly id: string;
    readonly text: string;
  }[];
}

function arbitraryWorkspace(entities: readonly EntityDef[]): fc.Arbitrary<Generated> {
  return fc
    .tuple(...entities.map(() => fc.integer({ min: 0, max: RECORDS_PER_ENTITY_MAX })))
    .chain((counts) => {
      const ids: IdsByEntity = new Map(
        entities.map(({ name }, at) => [
          name,
          Array.from({ length: counts[at] ?? 0 }, (_, n) => derivedId(name, 'property', String(n))),
        ]),
      );
      const records = entities.flatMap((entity) =>
        (ids.get(entity.name) ?? []).map((id, index) => arbitraryRecord(entity, id, index, ids)),
      );
      const notes = entities
        .filter(({ traits }) => traits.includes('notes'))
        .flatMap(({ name }) =>
          (ids.get(name) ?? []).map((id) =>
            fc
              .option(fc.string({ maxLength: 30 }), { nil: '' })
              .map((text) => ({ entity: name, id, text })),
          ),
        );
      return fc.record({ records: fc.tuple(...records), notes: fc.tuple(...notes) });
    });
}

function arbitraryRecord(
  entity: EntityDef,
  id: string,
  index: number,
  ids: IdsByEntity,
): fc.Arbitrary<RecordInput> {
  const stored = Object.entries(entity.fields).filter(([, field]) => field.computed === undefined);
  const fields = stored.map(([key, field]) => {
    // Numbers that the relay gave: no two records have one.
    const value =
      field.kind === 'autoNumber'
        ? fc.integer({ min: 0, max: 1000 }).map((step) => step * RECORDS_PER_ENTITY_MAX + index + 1)
        : arbitraryValue(field, ids);
    return [key, field.required === true ? value : fc.option(value, { nil: undefined })] as const;
  });
  return fc
    .record({ values: fc.record(Object.fromEntries(fields)), archived: fc.boolean() })
    .map(({ values, archived }) => ({
      entity: entity.name,
      id,
      values: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)),
      create: true,
      trusted: true,
      ...(archived ? { archived } : {}),
    }));
}

/** What a team defines by itself; some of it is deleted when there is something in it. Returns what will be. */
async function define({ engine, deps }: Place, seed: number): Promise<readonly Deletion[]> {
  const pick = <Item>(items: readonly Item[], by: number): Item => {
    const item = items[(seed * 7 + by) % items.length];
    if (item === undefined) throw new Error('picked from nothing');
    return item;
  };
  const made: Deletion[] = [];
  const save = async (kind: Deletion['kind'], input: object): Promise<string> => {
    const done = must(await engine.run(`${kind}.save`, input));
    const id = done.records[0]?.id ?? '';
    made.push({ kind, id });
    return id;
  };
  await save('customObject', { one: 'Boat', many: 'Boats' });
  await save('customObject', { one: 'Harbour', many: 'Harbours' });
  const on = deps.registry.workModules().map(({ entity }) => entity.name);
  for (let index = 0; index < CUSTOM_FIELDS; index++) {
    const type = pick(FIELD_TYPES, index).value;
    const to = pick(on, index * 5 + 1);
    await save('customField', {
      on: pick(on, index * 3),
      type,
      label: `Own ${index}`,
      options: ['Low', 'High', 'a; b'].map((label) => ({ label })),
      ...(type === 'link' || type === 'links' ? { to } : {}),
      ...(type === 'formula' ? { expression: '1 + 1', result: 'number' } : {}),
      ...(type === 'rollUp' ? { over: 'deal.account', measure: 'count' } : {}),
    });
  }
  return made.filter((_, index) => (seed + index) % 3 === 0);
}

interface Deletion {
  readonly kind: 'customField' | 'customObject';
  readonly id: string;
}

/**
 * Throws when the undo of an import leaves anything of it. The file is of another workspace that knows the same records,
 * and what it has of them is different, links and notes as well.
 */
export async function importTakenBack(seed: number): Promise<void> {
  const place = await makePlace(seed);
  const other = await makePlace(seed + 2_000_000);
  for (const [one, own] of [
    [place, seed],
    [other, seed + 2_000_000],
  ] as const) {
    const entities = one.deps.registry.modules().map(({ entity }) => entity);
    const [generated] = fc.sample(arbitraryWorkspace(entities), { seed: own, numRuns: 1 });
    if (generated === undefined) throw new Error('Nothing was generated');
    await fill(one, generated);
  }
  const before = Buffer.from(await exported(place));
  const { batch } = await restored(place, await exported(other));
  assert.notEqual(batch, '');
  assert.notDeepEqual(Buffer.from(await exported(place)), before);
  must(await place.engine.undo(batch));
  assert.deepEqual(Buffer.from(await exported(place)), before);
  must(await place.engine.redo());
  must(await place.engine.undo());
  assert.deepEqual(Buffer.from(await exported(place)), before);
}

async function fill(place: Place, { records, notes }: Generated): Promise<void> {
  if (records.length > 0)
    must(await place.engine.write(records, { label: 'Generated', batch: '' }));
  for (const { entity, id, text } of notes) {
    if (text === '') continue;
    const doc = new Y.Doc({ guid: 'note' });
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(text)]);
    doc.getXmlFragment('body').insert(0, [paragraph]);
    must(await place.engine.editBody({ entity, id }, Y.encodeStateAsUpdate(doc), 'test'));
  }
}

export async function exported({ files }: Place): Promise<Uint8Array<ArrayBuffer>> {
  return must(await files['workspaceFile.write']({})).bytes;
}

export async function restored({ files }: Place, bytes: Uint8Array): Promise<RestoreReport> {
  const { fileId } = must(
    await files['workspaceFile.open']({ fileName: 'Workspace.zip', bytes: bytes.slice() }),
  );
  const rehearsed = must(await files['workspaceFile.rehearse']({ fileId }));
  const report = must(await files['workspaceFile.run']({ fileId }));
  assert.deepEqual({ ...report, batch: '' }, rehearsed, 'the run did what the rehearsal promised');
  return report;
}

/** Throws when anything is lost, changed or made twice. */
export async function roundTrip(seed: number, fault?: Fault): Promise<number> {
  const first = await makePlace(seed, fault);
  const deletions = await define(first, seed);
  const entities = first.deps.registry.modules().map(({ entity }) => entity);
  const [generated] = fc.sample(arbitraryWorkspace(entities), { seed, numRuns: 1 });
  if (generated === undefined) throw new Error('Nothing was generated');
  await fill(first, generated);
  for (const { kind, id } of deletions) must(await first.engine.run(`${kind}.delete`, { id }));
  const before = await contentOf(first);
  const file = await exported(first);

  const pending = first.engine.pending().length;
  const again = await restored(first, file);
  assert.equal(again.batch, '', 'taking in its own export writes nothing');
  assert.equal(first.engine.pending().length, pending);

  const wiped = await makePlace(seed + 1_000_000, fault);
  const report = await restored(wiped, file);
  assert.deepEqual(report.problems, []);
  assert.deepEqual(report.unknown, []);
  assert.deepEqual(await contentOf(wiped), before);
  assert.deepEqual(Buffer.from(await exported(wiped)), Buffer.from(file));
  // What was deleted is restored with what stood in it.
  const restorations: string[] = [];
  for (const { kind, id } of deletions) {
    must(await first.engine.run(`${kind}.restore`, { id }));
    restorations.push(must(await wiped.engine.run(`${kind}.restore`, { id })).txId);
  }
  assert.deepEqual(await contentOf(wiped), await contentOf(first));
  for (const txId of restorations.toReversed()) must(await wiped.engine.undo(txId));

  if (report.batch !== '') must(await wiped.engine.undo(report.batch));
  assert.deepEqual(await contentOf(wiped), {});
  const empty = await makePlace(seed);
  assert.deepEqual(Buffer.from(await exported(wiped)), Buffer.from(await exported(empty)));
  return generated.records.length;
}
