/** A field while somebody defines it. */
import type { FieldDefinition } from '../../../crm/kernel/custom/definition.ts';
import { inPlace } from '../../../crm/kernel/custom/definition.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { filterSchema, type Filter } from '../../../crm/kernel/query.ts';
import type { ConditionDraft } from '../list/condition-draft.ts';
import { conditionFrom, draftOf } from '../list/condition-draft.ts';
import { isCondition } from '../list/condition-text.ts';
import { entityNamed } from '../../../crm/modules/registry.ts';
import { toKeys, toNames } from './formula-names.ts';

export interface OptionDraft {
  /** For the screen alone. */
  readonly key: number;
  /** Absent: a new choice. */
  readonly value?: string;
  readonly label: string;
  readonly color?: string;
}

export interface FieldDraft {
  readonly label: string;
  readonly type: string;
  readonly help: string;
  readonly section: string;
  readonly required: boolean;
  readonly search: boolean;
  readonly listed: boolean;
  readonly options: readonly OptionDraft[];
  readonly to: string;
  readonly backLabel: string;
  readonly expression: string;
  readonly result: string;
  readonly currency: string;
  readonly over: string;
  readonly measure: string;
  readonly measured: string;
  readonly conditions: readonly { readonly key: number; readonly draft: ConditionDraft }[];
}

export const NEW_FIELD: FieldDraft = {
  label: '',
  type: 'text',
  help: '',
  section: '',
  required: false,
  search: false,
  listed: true,
  options: [],
  to: '',
  backLabel: '',
  expression: '',
  result: 'number',
  currency: '',
  over: '',
  measure: 'count',
  measured: '',
  conditions: [],
};

export function draftOfField(entity: EntityDef, field: FieldDefinition): FieldDraft {
  const { type = '', expression = '', filter } = field;
  return {
    label: field.label ?? '',
    type,
    help: field.help ?? '',
    section: field.section ?? '',
    required: field.required === true,
    search: field.search === true,
    listed: field.listed === true,
    options: inPlace(field.options ?? []).flatMap(({ value, label, color }, key) =>
      value === undefined
        ? []
        : [{ key, value, label: label ?? value, ...(color === undefined ? {} : { color }) }],
    ),
    to: field.to ?? '',
    backLabel: field.backLabel ?? '',
    expression: toNames(entity, expression),
    result: field.result ?? 'number',
    currency: field.currency ?? '',
    over: field.over ?? '',
    measure: field.measure ?? 'count',
    measured: field.measured ?? '',
    conditions: conditionsIn(filter).map((draft, key) => ({ key, draft })),
  };
}

function conditionsIn(text: string | undefined): readonly ConditionDraft[] {
  if (text === undefined) return [];
  const parsed = filterSchema.safeParse(JSON.parse(text));
  if (!parsed.success) return [];
  const parts: readonly Filter[] = 'all' in parsed.data ? parsed.data.all : [parsed.data];
  return parts.filter(isCondition).map(draftOf);
}

/** What the type asks for, and nothing that another type left in the draft. */
export function inputOfDraft(
  entity: EntityDef,
  draft: FieldDraft,
): Readonly<Record<string, unknown>> {
  const { type, label, help, section, listed, required, search } = draft;
  const all = { on: entity.name, type, label, help, section, listed };
  const entered = { ...all, required };
  switch (type) {
    case 'text':
    case 'longText':
    case 'url':
    case 'emails':
    case 'phones':
    case 'address':
      return { ...entered, search };
    case 'select':
    case 'multiSelect':
      return {
        ...entered,
        search,
        options: draft.options
          .filter((option) => option.label.trim() !== '')
          .map(({ value, label: word, color }) => ({
            label: word.trim(),
            ...(value === undefined ? {} : { value }),
            ...(color === undefined ? {} : { color }),
          })),
      };
    case 'link':
    case 'links':
      return { ...entered, to: draft.to, backLabel: draft.backLabel };
    case 'user':
      return { ...entered, backLabel: draft.backLabel };
    case 'formula':
      return {
        ...all,
        expression: toKeys(entity, draft.expression),
        result: draft.result,
        currency: draft.result === 'money' ? draft.currency : '',
      };
    case 'rollUp': {
      const counted = countedEntity(draft);
      const conditions = draft.conditions.flatMap(({ draft: one }) => {
        const made = counted === undefined ? null : conditionFrom(counted, one);
        return made === null ? [] : [made];
      });
      return {
        ...all,
        over: draft.over,
        measure: draft.measure,
        measured: draft.measure === 'count' ? '' : draft.measured,
        result: resultOfRollUp(draft),
        filter: conditions.length === 0 ? '' : JSON.stringify({ all: conditions }),
      };
    }
    default:
      return entered;
  }
}

export function countedEntity({ over }: FieldDraft): EntityDef | undefined {
  return entityNamed(over.split('.')[0] ?? '');
}

/** A roll-up is of the kind of what it measures. */
export function resultOfRollUp(draft: FieldDraft): string {
  if (draft.measure === 'count') return 'number';
  const kind = countedEntity(draft)?.fields[draft.measured]?.kind;
  if (kind === 'dateTime') return 'date';
  return kind === 'money' || kind === 'percent' || kind === 'date' ? kind : 'number';
}
