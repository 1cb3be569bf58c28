/** In which order a related list stands: chosen in its head, for all records of one kind alike, on this desktop. */
import { useMemo, useState } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { Sort } from '../../../crm/kernel/query.ts';
import { factsOf, type RelatedList } from './related.ts';

export interface Order {
  readonly now: Sort;
  readonly choose: (sort: Sort) => void;
}

const NEWEST: Sort = { field: 'createdAt', direction: 'descending' };

export function useRelatedOrder(related: RelatedList): Order {
  const { entity, fieldKey } = related;
  const kept = `rapport.related.${entity.name}.${fieldKey}`;
  const [chosen, setChosen] = useState(
    () => localStorage.getItem(kept) ?? textOf(usualOrder(entity)),
  );
  return useMemo(
    () => ({
      now: orderFrom(related, chosen),
      choose(sort) {
        localStorage.setItem(kept, textOf(sort));
        setChosen(textOf(sort));
      },
    }),
    [related, kept, chosen],
  );
}

interface OrderButtonProps {
  readonly related: RelatedList;
  readonly order: Order;
  readonly opened: boolean;
  readonly onToggle: () => void;
}

/** Says the order, and shows what others there are. */
export function OrderButton({ related: { entity, label }, order, ...props }: OrderButtonProps) {
  const words = inWords(entity, order.now);
  return (
    <button
      type="button"
      className="related-order"
      aria-label={`Order of ${label}: ${words}`}
      aria-expanded={props.opened}
      onClick={props.onToggle}
    >
      {words}
    </button>
  );
}

/** Heads to click at: once upwards, twice downwards. */
export function OrderHeads({ related, order }: Pick<OrderButtonProps, 'related' | 'order'>) {
  const { entity, label } = related;
  const { now } = order;
  return (
    <div className="related-heads" role="group" aria-label={`Order of ${label}`}>
      {headsOf(related).map((field) => {
        const isNow = field === now.field;
        const next: Sort =
          field === NEWEST.field
            ? NEWEST
            : {
                field,
                direction: isNow && now.direction === 'ascending' ? 'descending' : 'ascending',
              };
        return (
          <button key={field} type="button" aria-pressed={isNow} onClick={() => order.choose(next)}>
            {isNow ? inWords(entity, now) : labelOf(entity, field)}
          </button>
        );
      })}
    </div>
  );
}

/** What comes and goes has a stage, a clock or a day: the newest first. What stays stands by its name. */
function usualOrder(entity: EntityDef): Sort {
  const passes =
    entity.traits.includes('serviceLevel') ||
    entity.listFields.some((key) => {
      const kind = entity.fields[key]?.kind;
      return kind === 'stage' || kind === 'dateTime';
    });
  const [name] = entity.titleFields;
  return passes || name === undefined ? NEWEST : { field: name, direction: 'ascending' };
}

/** What one sees of each, and when it came; not the link that leads back, which is the same in all. */
function headsOf({ entity, fieldKey }: RelatedList): readonly string[] {
  const seen = new Set([NEWEST.field, ...entity.titleFields, ...factsOf(entity)]);
  seen.delete(fieldKey);
  return [...seen];
}

function orderFrom(related: RelatedList, chosen: string): Sort {
  const { entity } = related;
  const [field = '', direction] = chosen.split(' ');
  return headsOf(related).includes(field)
    ? { field, direction: direction === 'descending' ? 'descending' : 'ascending' }
    : usualOrder(entity);
}

const textOf = ({ field, direction }: Sort): string => `${field} ${direction}`;

function labelOf(entity: EntityDef, field: string): string {
  return field === NEWEST.field ? 'Newest first' : (entity.fields[field]?.label ?? field);
}

function inWords(entity: EntityDef, { field, direction }: Sort): string {
  const label = labelOf(entity, field);
  if (field === NEWEST.field) return label;
  return `${label} ${direction === 'ascending' ? '↑' : '↓'}`;
}
