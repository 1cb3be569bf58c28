/** What a whole record of a kind has, and since when one is stale: by itself, or as the team has it. Pure. */
import type { AnyRow, EntityDef } from '../../kernel/entity.ts';
import type { StageValue } from '../../kernel/fields/stage.field.ts';
import { derivedId } from '../../kernel/ids.ts';
import { stageNamed } from '../../kernel/pipelines.ts';

/** After which a record with which nobody was in touch is one to look at again. */
export const STALE_DAYS = 90;

/** One a kind, whichever desktop first changes it. */
export function qualityRuleId(entity: string): string {
  return derivedId('qualityRule', entity);
}

/** Fields that somebody can fill in, and of which empty means that nobody has. */
export function canBeExpected(entity: EntityDef, key: string): boolean {
  const field = entity.fields[key];
  return (
    field !== undefined &&
    field.readOnly !== true &&
    field.computed === undefined &&
    field.inner !== true &&
    field.kind !== 'boolean'
  );
}

export function expectedFields(
  entity: EntityDef,
  rule: Readonly<Record<string, unknown>> | undefined,
): readonly string[] {
  const said = rule?.['expected'];
  const keys = Array.isArray(said) && said.length > 0 ? (said as readonly string[]) : undefined;
  const wanted = new Set(keys ?? entity.expects ?? []);
  // In the order of the form, so that every desktop names what is missing alike.
  return entity.sections
    .flatMap(({ fields }) => fields)
    .filter((key) => wanted.has(key) && canBeExpected(entity, key));
}

/** Of a record that has ended nobody plans anything any more. */
export function plannedFields(entity: EntityDef): readonly string[] {
  return Object.values(entity.fields).flatMap((field) => {
    if (field.kind !== 'stage') return [];
    const { nextStep, due, chance, category } = field;
    return [nextStep, due, chance, category].filter((key) => key !== undefined);
  });
}

export function hasEnded(entity: EntityDef, row: AnyRow): boolean {
  return Object.entries(entity.fields).some(([key, field]) => {
    if (field.kind !== 'stage') return false;
    const outcome = stageNamed(field, (row[key] as StageValue | undefined)?.stage)?.outcome;
    return outcome === 'won' || outcome === 'lost';
  });
}

export function missingIn(expected: readonly string[], row: AnyRow): readonly string[] {
  return expected.filter((key) => {
    const value = row[key];
    if (value === undefined || value === null || value === '') return true;
    if (Array.isArray(value)) return value.length === 0;
    // A part of an address is no address.
    return typeof value === 'object' && Object.values(value).every((part) => part === undefined);
  });
}

export function staleDaysOf(rule: Readonly<Record<string, unknown>> | undefined): number {
  const days = rule?.['staleDays'];
  return typeof days === 'number' && days > 0 ? days : STALE_DAYS;
}
