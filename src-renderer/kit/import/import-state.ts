/** Where an import stands. Each step has what only it needs; going back keeps what was chosen. */
import type {
  ImportInspection,
  ImportPlan,
  ImportReport,
} from '../../../crm/contracts/rpc/import.rpc.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { Problem } from '../../../crm/kernel/result.ts';
import { linkColumnOf } from '../../../crm/kernel/importing.ts';
import { entityNamed } from '../../../crm/modules/registry.ts';

export interface ChosenFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export type ImportStep =
  | { readonly step: 'choose'; readonly problem: Problem | null }
  | { readonly step: 'reading'; readonly file: ChosenFile }
  /** It is a file of a whole workspace, which goes its own way. */
  | { readonly step: 'whole'; readonly file: ChosenFile }
  | {
      readonly step: 'match';
      readonly file: ChosenFile;
      readonly inspection: ImportInspection;
      readonly plan: ImportPlan;
      readonly problem: Problem | null;
    }
  | {
      readonly step: 'rehearsed';
      readonly file: ChosenFile;
      readonly inspection: ImportInspection;
      readonly plan: ImportPlan;
      readonly report: ImportReport;
      readonly problem: Problem | null;
    }
  | {
      readonly step: 'running';
      readonly file: ChosenFile;
      readonly inspection: ImportInspection;
      readonly plan: ImportPlan;
      /** null: a rehearsal or the very beginning. */
      readonly progress: { readonly done: number; readonly total: number } | null;
      readonly rehearsal: boolean;
    }
  | {
      readonly step: 'done';
      readonly plan: ImportPlan;
      readonly report: ImportReport;
      readonly undone: boolean;
      /** Why it could not be undone. */
      readonly problem: Problem | null;
    };

export function planFor(inspection: ImportInspection): ImportPlan {
  return {
    importId: inspection.importId,
    entity: inspection.entity,
    reading: inspection.reading,
    mapping: inspection.columns.map((column) => column.field),
    keyField: inspection.keyField,
    also: inspection.also,
    corrections: inspection.corrections,
    createMissing: inspection.createMissing,
  };
}

/** Entities that mapped columns link to: their unknown names can be created. */
function linkedEntities(entity: EntityDef, mapping: ImportPlan['mapping']): readonly EntityDef[] {
  const names = new Set<string>();
  for (const key of mapping) {
    const field = key === null ? undefined : entity.fields[key];
    if (field?.kind === 'user') names.add('user');
    else if (field?.kind === 'link' && (field.grows === true || !isSetting(field.to)))
      names.add(field.to);
    else if (field?.kind === 'links' && field.to !== '*') names.add(field.to);
    const rows = field === undefined ? undefined : linkColumnOf(field);
    if (rows !== undefined) names.add(rows.to);
  }
  return [...names].flatMap((name) => entityNamed(name) ?? []);
}

/** A name alone makes no policy. */
function isSetting(name: string): boolean {
  return entityNamed(name)?.traits.includes('setting') === true;
}

/** How `corrections` names a value of the file. */
export function correctionKey(field: string, text: string): string {
  return `${field}\n${text}`;
}

/** `name`, or `account.name` of the records that stand beside; null: the column is left out. */
export function columnTarget(plan: ImportPlan, index: number): string | null {
  const own = plan.mapping[index] ?? null;
  if (own !== null) return own;
  for (const { entity, mapping } of plan.also) {
    const field = mapping[index] ?? null;
    if (field !== null) return `${entity}.${field}`;
  }
  return null;
}

export function isMapped(plan: ImportPlan, target: string): boolean {
  return plan.mapping.some((_field, index) => columnTarget(plan, index) === target);
}

/** The plan with another field for a column; a key that no column fills any more tells nothing apart. */
export function withColumn(
  plan: ImportPlan,
  index: number,
  target: string | null,
): Pick<ImportPlan, 'mapping' | 'keyField' | 'also'> {
  const [first = '', second] = (target ?? '').split('.');
  const put = <Part extends Pick<ImportPlan, 'mapping' | 'keyField'>>(
    part: Part,
    field: string | null,
  ): Part => {
    const mapping = part.mapping.with(index, field);
    const isKept = part.keyField !== null && mapping.includes(part.keyField);
    return { ...part, mapping, keyField: isKept ? part.keyField : null };
  };
  const own = put(plan, target !== null && second === undefined ? first : null);
  return {
    mapping: own.mapping,
    keyField: own.keyField,
    also: plan.also.map((part) => put(part, part.entity === first ? (second ?? null) : null)),
  };
}

/** Entities that any mapped column links to. */
export function linkedInPlan(plan: ImportPlan): readonly EntityDef[] {
  const found = [plan, ...plan.also].flatMap(({ entity: name, mapping }) => {
    const entity = entityNamed(name);
    return entity === undefined ? [] : linkedEntities(entity, mapping);
  });
  return [...new Set(found)];
}

/** What a field of a report is called: `account.industry` is one of the accounts that stand beside. */
export function fieldLabel(entity: EntityDef, key: string): string {
  const [first = '', second] = key.split('.');
  if (second === undefined) return entity.fields[key]?.label ?? key;
  const other = entityNamed(first);
  return `${other?.label.one ?? first}: ${other?.fields[second]?.label ?? second}`;
}
