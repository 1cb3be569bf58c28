/** What a card shows, chosen by kinds of field, so that any entity with stages has cards. */
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import type { FieldOf } from '../../../crm/kernel/field-kinds.ts';
import { dayIn } from '../../../crm/kernel/zoned-days.ts';
import type { StageField } from './stage-columns.ts';

export interface CardFields {
  /** The first record that the list links to. */
  readonly link: string | undefined;
  readonly user: string | undefined;
}

export function cardFieldsOf(entity: EntityDef): CardFields {
  const first = (kind: 'link' | 'user'): string | undefined =>
    entity.listFields.find((key) => entity.fields[key]?.kind === kind);
  return { link: first('link'), user: first('user') };
}

/** All that a card shows, and what moving it to another stage looks at. */
export function fieldsOfCards(entity: EntityDef, { key, field }: StageField): readonly string[] {
  const { link, user } = cardFieldsOf(entity);
  const { pipeline, worth, nextStep, due, since } = field;
  const moving = field.options.flatMap(({ requires = [], asks = [] }) => [...requires, ...asks]);
  const all = [key, link, user, pipeline, worth, nextStep, due, since, ...entity.titleFields];
  return [...new Set([...all.filter((name) => name !== undefined), ...moving])];
}

/** `none`: nobody said what comes next. `late`: it should be decided by now. */
export type NextStep = 'none' | 'late' | 'planned';

/** undefined: nothing is to come for a record that has ended, or of an entity that plans no steps. */
export function nextStepOf(
  field: FieldOf<'stage'>,
  outcome: 'open' | 'won' | 'lost',
  row: AnyRow,
  today: string,
): NextStep | undefined {
  if (outcome !== 'open' || field.nextStep === undefined) return undefined;
  const due = field.due === undefined ? undefined : row[field.due];
  if (typeof due === 'string' && due.slice(0, 10) < today) return 'late';
  const step = row[field.nextStep];
  return typeof step === 'string' && step.trim() !== '' ? 'planned' : 'none';
}

const DAY_MS = 86_400_000;

/**
 * Days of the person's calendar that a record stands in its stage: since it came into it, else (of an import nobody knows) since it is
 * here. undefined for one that has ended, or of an entity that does not say.
 */
export function daysInStage(
  field: FieldOf<'stage'>,
  outcome: 'open' | 'won' | 'lost',
  row: AnyRow,
  { today, timeZone }: { readonly today: string; readonly timeZone: string },
): number | undefined {
  if (outcome !== 'open' || field.since === undefined) return undefined;
  const since = row[field.since];
  const sinceMs = Date.parse(typeof since === 'string' ? since : row.createdAt);
  if (Number.isNaN(sinceMs)) return undefined;
  const days = Math.round((Date.parse(today) - Date.parse(dayIn(sinceMs, timeZone))) / DAY_MS);
  return Math.max(0, days);
}
