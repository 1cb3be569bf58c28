/** For this folder's tests: the import's calls over a real engine on a memory disk. */
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { Result } from '../../../crm/kernel/result.ts';
import type {
  ImportInspection,
  ImportPlan,
  ImportReport,
} from '../../../crm/contracts/rpc/import.rpc.ts';
import { startLoneEngine } from '../engine/engine-fixture.ts';
import type { Engine, RecordInput } from '../engine/engine-api.ts';
import { createImports, type ImportHandlers } from './imports.ts';

type Content = string | Uint8Array<ArrayBuffer>;

export interface Harness {
  readonly engine: Engine;
  readonly calls: ImportHandlers;
  readonly rows: (entity: string) => readonly AnyRow[];
  /** Creates the record, or changes it. */
  readonly put: (
    entity: string,
    id: string,
    values: Readonly<Record<string, unknown>>,
  ) => Promise<void>;
  readonly archive: (entity: string, id: string) => Promise<void>;
  /** Sizes of the import's writes, in records. */
  /** The disk is full once, at the first commit after this many more. */
  readonly fillDiskAfter: (commits: number) => void;
  readonly progress: readonly { readonly done: number; readonly total: number }[];
  /** Inspects, and makes the plan of somebody who accepts every guess. */
  readonly plan: (
    fileName: string,
    content: Content,
    changes?: Partial<ImportPlan>,
  ) => Promise<{ readonly inspection: ImportInspection; readonly plan: ImportPlan }>;
  /** Rehearses and runs; throws when the rehearsal promised something else than the run did. */
  readonly import: (
    fileName: string,
    content: Content,
    changes?: Partial<ImportPlan>,
  ) => Promise<ImportReport>;
}

export function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`${result.problem.code}: ${result.problem.message}`);
  return result.value;
}

export async function createHarness(
  pause: () => Promise<void> = () => Promise.resolve(),
): Promise<Harness> {
  let commitsUntilFull = Number.POSITIVE_INFINITY;
  const { engine, deps, newId } = await startLoneEngine(undefined, {
    hooks: { fateOf: () => (commitsUntilFull-- === 0 ? 'full' : 'kept') },
    deps: { pause },
  });
  const progress: { done: number; total: number }[] = [];
  const calls = createImports({
    engine,
    entities: () => deps.registry.modules().map(({ entity }) => entity),
    linkedEntity: deps.registry.entity,
    emit: (_event, { done, total }) => progress.push({ done, total }),
    newId,
    pause,
    currency: () => 'USD',
    country: () => 'US',
  });
  const write = async (input: RecordInput): Promise<void> => {
    valueOf(await engine.write([input], { label: 'By hand', batch: '' }));
  };
  const plan: Harness['plan'] = async (fileName, content, changes = {}) => {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    const input =
      changes.entity === undefined
        ? { fileName, bytes }
        : { fileName, bytes, entity: changes.entity };
    const inspection = valueOf(await calls['import.inspect'](input));
    return {
      inspection,
      plan: {
        importId: inspection.importId,
        entity: inspection.entity,
        reading: inspection.reading,
        mapping: inspection.columns.map(({ field }) => field),
        keyField: inspection.keyField,
        also: inspection.also,
        corrections: inspection.corrections,
        createMissing: inspection.createMissing,
        ...changes,
      },
    };
  };
  return {
    engine,
    calls,
    progress,
    plan,
    rows: (entity) => [...engine.all(entity)],
    put: (entity, id, values) => write({ entity, id, values, create: true, trusted: true }),
    archive: (entity, id) => write({ entity, id, values: {}, create: false, archived: true }),
    fillDiskAfter: (commits) => {
      commitsUntilFull = commits;
    },
    import: async (fileName, content, changes) => {
      const { plan: whole } = await plan(fileName, content, changes);
      const rehearsed = valueOf(await calls['import.rehearse'](whole));
      const report = valueOf(await calls['import.run'](whole));
      if (JSON.stringify({ ...report, batch: '' }) !== JSON.stringify(rehearsed)) {
        throw new Error('The rehearsal promised something else than the run did');
      }
      return report;
    },
  };
}

export const ACME = '0190a6b2-0000-7000-8000-000000000001';
export const ZENITH = '0190a6b2-0000-7000-8000-000000000002';

/** Two accounts to link to. */
export async function withAccounts(): Promise<Harness> {
  const harness = await createHarness();
  await harness.put('account', ACME, {
    name: 'Acme',
    domain: 'acme.com',
    emails: [{ id: 'e', address: 'hello@acme.com' }],
  });
  await harness.put('account', ZENITH, { name: 'Zenith Systems' });
  return harness;
}
/** The one record of the entity that must be there. */
export function only(harness: Harness, entity: string): AnyRow {
  const [row, ...more] = harness.rows(entity);
  if (row === undefined || more.length > 0) throw new Error(`Not exactly one ${entity}`);
  return row;
}
