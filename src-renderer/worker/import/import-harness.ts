/** For this folder's tests: the import's calls over an engine that keeps rows in a map and can take a batch back. */
import { readFileSync } from 'node:fs';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { checkNew, checkPatch } from '../../../crm/kernel/derive.ts';
import { fail, ok, type Problem, type Result } from '../../../crm/kernel/result.ts';
import type { ImportInspection, ImportPlan, ImportReport } from '../../../crm/contracts/rpc/import.rpc.ts';
import { entityNamed, modules } from '../../../crm/modules/registry.ts';
import type { Done, RecordInput } from '../engine/engine-api.ts';
import { createImports, type ImportHandlers, type ImportsDeps } from './imports.ts';

interface Written {
  readonly batch: string;
  readonly entity: string;
  readonly id: string;
  readonly before: AnyRow | undefined;
}

export interface MemoryEngine {
  readonly engine: ImportsDeps['engine'];
  readonly rows: (entity: string) => readonly AnyRow[];
  readonly put: (entity: string, id: string, values: Readonly<Record<string, unknown>>) => void;
  /** Sizes of the writes, in records. */
  readonly writes: readonly number[];
  /** Makes the write after this many succeed no more. */
  readonly failAfter: (writes: number, problem: Problem) => void;
}

export function createMemoryEngine(): MemoryEngine {
  const tables = new Map<string, Map<string, AnyRow>>();
  const journal: Written[] = [];
  const writes: number[] = [];
  let failing: { readonly after: number; readonly problem: Problem } | undefined;

  const table = (entity: string): Map<string, AnyRow> => {
    const found = tables.get(entity) ?? new Map<string, AnyRow>();
    tables.set(entity, found);
    return found;
  };
  const put = (entity: string, id: string, values: Readonly<Record<string, unknown>>): void => {
    const before = table(entity).get(id);
    const base = before ?? { id, entity, createdAt: '2017-12-31T00:00:00.000Z', createdBy: 'someone' };
    table(entity).set(id, { ...base, ...values });
  };

  function write(records: readonly RecordInput[], batch: string): Result<Done> {
    if (failing !== undefined && writes.length >= failing.after) return fail(failing.problem);
    for (const { entity, id, values, create } of records) {
      const definition = entityNamed(entity);
      if (definition === undefined) throw new Error(`No entity ${entity}`);
      const here = table(entity).has(id);
      const checked = create && !here ? checkNew(definition, values) : checkPatch(definition, values);
      if (!checked.ok) return checked;
    }
    for (const { entity, id, values } of records) {
      journal.push({ batch, entity, id, before: table(entity).get(id) });
      put(entity, id, values);
    }
    writes.push(records.length);
    return ok({ txId: batch, records: records.map(({ entity, id }) => ({ entity, id })) });
  }

  return {
    put,
    writes,
    rows: (entity) => [...table(entity).values()],
    failAfter: (after, problem) => {
      failing = { after, problem };
    },
    engine: {
      get: (entity, id) => table(entity).get(id),
      all: (entity) => table(entity).values(),
      write: (records, act) => Promise.resolve(write(records, act.batch)),
      undo: (batch = '') => {
        const taken = journal.filter((written) => written.batch === batch).toReversed();
        for (const { entity, id, before } of taken) {
          if (before === undefined) table(entity).delete(id);
          else table(entity).set(id, before);
        }
        return Promise.resolve(ok({ id: batch, label: '', at: '', records: taken.length, state: 'undone' as const }));
      },
    },
  };
}

export interface Harness extends MemoryEngine {
  readonly calls: ImportHandlers;
  readonly progress: readonly { readonly done: number; readonly total: number }[];
  /** Inspects, and makes the plan that the person would who accepts every guess. */
  readonly plan: (
    fileName: string,
    content: string | Uint8Array,
    changes?: Partial<ImportPlan>,
  ) => Promise<{ readonly inspection: ImportInspection; readonly plan: ImportPlan }>;
  /** Rehearses and runs; both must report the same. */
  readonly import: (
    fileName: string,
    content: string | Uint8Array,
    changes?: Partial<ImportPlan>,
  ) => Promise<ImportReport>;
}

export function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`${result.problem.code}: ${result.problem.message}`);
  return result.value;
}

export function createHarness(pause: () => Promise<void> = () => Promise.resolve()): Harness {
  const memory = createMemoryEngine();
  const progress: { done: number; total: number }[] = [];
  let ids = 0;
  const calls = createImports({
    engine: memory.engine,
    entities: modules.map(({ entity }) => entity),
    emit: (_event, { done, total }) => progress.push({ done, total }),
    newId: () => `import-${++ids}`,
    pause,
    currency: () => 'USD',
    country: () => 'US',
  });
  const plan: Harness['plan'] = async (fileName, content, changes = {}) => {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    const input = changes.entity === undefined ? { fileName, bytes } : { fileName, bytes, entity: changes.entity };
    const inspection = valueOf(await calls['import.inspect'](input));
    return {
      inspection,
      plan: {
        importId: inspection.importId,
        entity: inspection.entity,
        reading: inspection.reading,
        mapping: inspection.columns.map(({ field }) => field),
        keyField: inspection.keyField,
        corrections: {},
        createMissing: [],
        ...changes,
      },
    };
  };
  return {
    ...memory,
    calls,
    progress,
    plan,
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

export function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`../../../tests/fixtures/${name}`, import.meta.url)));
}
