/** One generated workspace: exported, wiped, imported, compared. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as Y from 'yjs';
import type { AnyRow, EntityDef } from '../../crm/kernel/entity.ts';
import { derivedId } from '../../crm/kernel/ids.ts';
import type { Result } from '../../crm/kernel/result.ts';
import type { RestoreReport } from '../../crm/contracts/rpc/workspace-file.rpc.ts';
import { modules } from '../../crm/modules/registry.ts';
import type { RecordInput } from '../../src-renderer/worker/engine/engine-api.ts';
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
const entities: readonly EntityDef[] = modules.map(({ entity }) => entity);

export interface Place extends LoneEngine {
  readonly files: WorkspaceFileHandlers;
}

export async function makePlace(seed: number): Promise<Place> {
  const lone = await startLoneEngine(createDisk(), { seed });
  const files = createWorkspaceFiles({
    engine: lone.engine,
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

/** What a person could see of a workspace, but for what only its log knows. */
export async function contentOf({ engine, deps }: Place): Promise<Record<string, unknown>> {
  const content: Record<string, unknown> = {};
  for (const { entity } of deps.registry.modules()) {
    for (const row of engine.all(entity.name)) {
      const name = `${entity.name}/${row.id}`;
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

function arbitraryWorkspace(): fc.Arbitrary<Generated> {
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
        (ids.get(entity.name) ?? []).map((id) => arbitraryRecord(entity, id, ids)),
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
  ids: IdsByEntity,
): fc.Arbitrary<RecordInput> {
  const stored = Object.entries(entity.fields).filter(([, field]) => field.computed === undefined);
  const fields = stored.map(([key, field]) => {
    const value = arbitraryValue(field, ids);
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
export async function roundTrip(seed: number): Promise<number> {
  const [generated] = fc.sample(arbitraryWorkspace(), { seed, numRuns: 1 });
  if (generated === undefined) throw new Error('Nothing was generated');
  const first = await makePlace(seed);
  await fill(first, generated);
  const before = await contentOf(first);
  const file = await exported(first);

  const again = await restored(first, file);
  assert.equal(again.batch, '', 'taking in its own export writes nothing');
  assert.deepEqual(
    first.engine.pending().length,
    generated.records.length > 0 ? pendingOf(generated) : 0,
  );

  const wiped = await makePlace(seed + 1_000_000);
  const report = await restored(wiped, file);
  assert.deepEqual(report.problems, []);
  assert.deepEqual(report.unknown, []);
  assert.deepEqual(await contentOf(wiped), before);
  assert.deepEqual(Buffer.from(await exported(wiped)), Buffer.from(file));

  if (report.batch !== '') must(await wiped.engine.undo(report.batch));
  assert.deepEqual(await contentOf(wiped), {});
  const empty = await makePlace(seed);
  assert.deepEqual(Buffer.from(await exported(wiped)), Buffer.from(await exported(empty)));
  return generated.records.length;
}

function pendingOf({ notes }: Generated): number {
  return 1 + notes.filter(({ text }) => text !== '').length;
}
