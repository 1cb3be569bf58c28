/** A file that has records of several kinds in its rows: each kind is planned in turn, and they link to each other. */
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type {
  ImportPart,
  ImportPlan,
  ImportReport,
} from '../../../crm/contracts/rpc/import.rpc.ts';
import type { RecordInput } from '../engine/engine-api.ts';
import {
  planImport,
  type PlannedImport,
  type PlanningDeps,
  type Rowmates,
} from './import-planning.ts';
import { createRecordIndex } from './record-index.ts';
import type { Table } from './table.ts';

/** The last of `parts` is the plan's own. undefined: stopped by `goOn`. */
export async function planParts(
  parts: readonly { readonly entity: EntityDef; readonly part: ImportPart }[],
  table: Table,
  plan: ImportPlan,
  deps: PlanningDeps,
): Promise<PlannedImport | undefined> {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return planImport(only.entity, table, plan, deps);
  const mates: Rowmates = {
    index: createRecordIndex(deps.engine, deps.entityNamed),
    byRow: new Map(),
  };
  const planned: PlannedImport[] = [];
  for (const { entity, part } of parts) {
    const isMain = part === plan;
    const corrections = isMain ? plan.corrections : correctionsOf(plan, entity.name);
    const one = await planImport(
      entity,
      table,
      { ...plan, entity: entity.name, mapping: part.mapping, keyField: part.keyField, corrections },
      deps,
      mates,
    );
    if (one === undefined) return undefined;
    planned.push(one);
  }
  return merged(planned, parts);
}

const prefixOf = (entity: string): string => `${entity}.`;

function correctionsOf({ corrections }: ImportPlan, entity: string): Record<string, string> {
  const prefix = prefixOf(entity);
  return Object.fromEntries(
    Object.entries(corrections)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, text]) => [key.slice(prefix.length), text]),
  );
}

function merged(
  planned: readonly PlannedImport[],
  parts: readonly { readonly entity: EntityDef }[],
): PlannedImport {
  const main = planned.at(-1);
  if (main === undefined) throw new Error('An import without parts');
  const records = new Map<string, RecordInput>();
  const also: ImportReport['also'] = [];
  const problems: ImportReport['problems'] = [];
  const linkedCreated: Record<string, number> = {};
  for (const [at, one] of planned.entries()) {
    const name = parts[at]?.entity.name ?? '';
    for (const record of one.records) {
      const key = `${record.entity}/${record.id}`;
      // Made for a link by an earlier part: what its own row says comes to it.
      const before = records.get(key);
      records.set(
        key,
        before === undefined
          ? record
          : { ...record, checked: false, values: { ...before.values, ...record.values } },
      );
    }
    for (const [entity, count] of Object.entries(one.report.linkedCreated))
      linkedCreated[entity] = (linkedCreated[entity] ?? 0) + count;
    if (one === main) continue;
    const { created, updated, unchanged } = one.report;
    also.push({ entity: name, created, updated, unchanged });
    for (const problem of one.report.problems)
      problems.push({ ...problem, field: prefixOf(name) + problem.field });
  }
  const skipped = planned.flatMap(({ report }) => report.skipped);
  return {
    records: [...records.values()],
    report: {
      ...main.report,
      also,
      linkedCreated,
      problems: [...main.report.problems, ...problems],
      skipped: skipped.toSorted((a, b) => a.row - b.row),
      skippedCount: planned.reduce((sum, { report }) => sum + report.skippedCount, 0),
    },
  };
}
