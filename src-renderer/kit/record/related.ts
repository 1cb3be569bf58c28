/** Lists on the other side of a link: derived from the definitions of the entities that link here. */
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import type { FieldOf } from '../../../crm/kernel/field-kinds.ts';
import type { Row } from '../../../crm/kernel/fields/rows.field.ts';
import type { Condition } from '../../../crm/kernel/query.ts';
import { activity } from '../../../crm/modules/activity/activity.entity.ts';
import { isLogged } from '../timeline/use-timeline.ts';

export interface RelatedList {
  readonly entity: EntityDef;
  readonly fieldKey: string;
  readonly label: string;
  readonly condition: Condition;
  /** The link is set by a rule: nothing is added to this list by hand. */
  readonly readOnly: boolean;
  /** Values of a new record that stands in this list from its start. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** What a record is worth to those who sell: of what one wants to know first, else of its list. */
export function amountOf(entity: EntityDef): string | undefined {
  return [...(entity.glance ?? []), ...entity.listFields].find(
    (key) => entity.fields[key]?.kind === 'money',
  );
}

/** What is said of a record beside its name: its subtitle and an amount. */
export function factsOf(entity: EntityDef): readonly string[] {
  const amount = amountOf(entity);
  return amount === undefined ? entity.subtitleFields : [...entity.subtitleFields, amount];
}

/** The first date of its list that it has: when a task is due, a deal is expected to close. */
export function dateOf(entity: EntityDef, row: AnyRow): string | undefined {
  return entity.listFields.find((key) => {
    const kind = entity.fields[key]?.kind;
    return (kind === 'date' || kind === 'dateTime') && typeof row[key] === 'string';
  });
}

/**
 * What the line that links back says of its link: a contact's role in this account, and that it was in former times.
 * In the words of its choices; numbers alone would not say of what.
 */
export function standingOf(
  { entity, fieldKey, condition }: Pick<RelatedList, 'entity' | 'fieldKey' | 'condition'>,
  row: AnyRow,
): readonly string[] {
  const [key = '', through] = fieldKey.split('.');
  const field = entity.fields[key];
  if (through === undefined || field?.kind !== 'rows') return [];
  const [id] = condition.operand as readonly string[];
  const line = ((row[key] ?? []) as readonly Row[]).find((one) => one[through] === id);
  if (line === undefined) return [];
  return Object.entries(field.columns).flatMap(([name, column]) => {
    const value = line[name];
    if (column.kind === 'boolean') return value === true ? [column.label] : [];
    if (column.kind !== 'select' || typeof value !== 'string') return [];
    return [column.options.find((option) => option.value === value)?.label ?? value];
  });
}

/** What is said and planned about a record stands in its timeline. */
export function isInTimeline({ entity, fieldKey }: RelatedList, of: EntityDef): boolean {
  return isLogged(of) && entity.name === activity.name && fieldKey === 'about';
}

export function relatedLists(
  entities: readonly EntityDef[],
  to: string,
  id: string,
): readonly RelatedList[] {
  const lists: RelatedList[] = [];
  for (const entity of entities) {
    for (const [fieldKey, field] of Object.entries(entity.fields)) {
      if (field.kind === 'rows') lists.push(...listsThroughRows(entity, fieldKey, field, to, id));
      if (!('backLabel' in field) || field.backLabel === undefined) continue;
      const common = {
        entity,
        fieldKey,
        label: field.backLabel,
        readOnly: field.readOnly === true,
      };
      if (field.kind === 'user' ? to === 'user' : field.kind === 'link' && field.to === to) {
        lists.push({
          ...common,
          condition: { field: fieldKey, operator: 'anyOf', operand: [id] },
          values: { [fieldKey]: id },
        });
      } else if (field.kind === 'links' && (field.to === to || field.to === '*')) {
        const name = `${to}/${id}`;
        lists.push({
          ...common,
          condition: { field: fieldKey, operator: 'hasAny', operand: [name] },
          values: { [fieldKey]: [name] },
        });
      }
    }
  }
  return lists;
}

/** Links in child rows: the deals in which a contact has a part, the accounts that they belong to besides. */
function listsThroughRows(
  entity: EntityDef,
  fieldKey: string,
  field: FieldOf<'rows'>,
  to: string,
  id: string,
): readonly RelatedList[] {
  return Object.entries(field.columns).flatMap(([column, cell]) => {
    if (cell.kind !== 'link' || cell.to !== to || cell.backLabel === undefined) return [];
    return [
      {
        entity,
        fieldKey: `${fieldKey}.${column}`,
        label: cell.backLabel,
        condition: { field: `${fieldKey}.${column}`, operator: 'anyOf', operand: [id] },
        readOnly: field.readOnly === true,
        values: { [fieldKey]: [{ id: 'first', [column]: id }] },
      },
    ];
  });
}
