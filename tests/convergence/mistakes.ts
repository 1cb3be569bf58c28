/** Mistakes in what desktops do with an engine that works: planted to prove that the checks see them. */
import type { ModuleDef, Plan } from '../../crm/kernel/command.ts';
import type { Act, Engine, RecordInput } from '../../src-renderer/worker/engine/engine-api.ts';

type NewId = () => string;

export interface Mistakes {
  /** What a command plans instead. */
  readonly planned?: (command: string, plan: Plan, newId: NewId) => Plan;
  /** What is written instead. */
  readonly written?: (
    records: readonly RecordInput[],
    act: Act,
    newId: NewId,
  ) => readonly RecordInput[];
  /** All desktops put the same name on what they claim. */
  readonly oneClaim?: true;
}

export function withMistakes(
  modules: readonly ModuleDef[],
  { planned }: Mistakes,
  newId: NewId,
): readonly ModuleDef[] {
  if (planned === undefined) return modules;
  return modules.map((module) => ({
    ...module,
    commands: (module.commands ?? []).map((command) => ({
      ...command,
      plan: (input, context) => {
        const plan = command.plan(input, context);
        return plan.ok ? { ok: true, value: planned(command.name, plan.value, newId) } : plan;
      },
    })),
  }));
}

export function writingWith(engine: Engine, { written }: Mistakes, newId: NewId): Engine['write'] {
  if (written === undefined) return engine.write;
  return (records, act, watch) => engine.write(written(records, act, newId), act, watch);
}

/** New records go by ids that nobody else can know, wherever they are named. */
function underNewIds<Part extends { readonly id: string; readonly create: boolean }>(
  records: readonly Part[],
  newId: NewId,
): readonly Part[] {
  let text = JSON.stringify(records);
  for (const { id, create } of records) if (create) text = text.replaceAll(id, newId());
  return JSON.parse(text) as readonly Part[];
}

export const IMPORTS_UNDER_NEW_IDS: Mistakes = {
  written: (records, { label }, newId) =>
    label.startsWith('Import of') ? underNewIds(records, newId) : records,
};

export const CONVERSION_UNDER_NEW_IDS: Mistakes = {
  planned: (command, plan, newId) =>
    command === 'lead.convert' ? { ...plan, records: underNewIds(plan.records, newId) } : plan,
};

export const WORK_STAYS_WITH_MERGED_PEOPLE: Mistakes = {
  planned: (command, plan) => {
    if (command !== 'records.merge' && command !== 'merges.settle') return plan;
    const records = plan.records.filter(({ values }) => !('owner' in values || 'agent' in values));
    return { ...plan, records };
  },
};

export const UNMERGED_STAYS_IN_THE_ARCHIVE: Mistakes = {
  planned: (command, plan) =>
    command === 'records.unmerge'
      ? { ...plan, records: plan.records.map(({ archived: _archived, ...record }) => record) }
      : plan,
};

export const BULK_EDIT_OF_AN_OLD_LIST: Mistakes = {
  written: (records, { label }) =>
    label === 'change many' ? records.map(({ base: _base, ...record }) => record) : records,
};

export const EVERYBODY_CLAIMS_ALIKE: Mistakes = { oneClaim: true };
