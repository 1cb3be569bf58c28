/** In which order a related list stands: chosen in its head, for all records of one kind alike, on this desktop. */
import * as z from 'zod';
import { useMemo, useState } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { Sort } from '../../../crm/kernel/query.ts';
import { factsOf, type RelatedList } from './related.ts';

export interface Order {
  readonly sort: readonly Sort[];
  /** As the choice says it: `amount descending`. */
  readonly chosen: string;
  readonly choose: (chosen: string) => void;
}

const NEWEST: Sort = { field: 'createdAt', direction: 'descending' };
const chosenSchema = z.string().regex(/^\w+ (ascending|descending)$/);

export function useRelatedOrder({ entity, fieldKey }: RelatedList): Order {
  const kept = `rapport.related.${entity.name}.${fieldKey}`;
  const [chosen, setChosen] = useState(
    () => chosenSchema.safeParse(localStorage.getItem(kept)).data ?? textOf(usualOrder(entity)),
  );
  return useMemo(() => {
    const now = choicesOf(entity).find((sort) => textOf(sort) === chosen) ?? usualOrder(entity);
    return {
      sort: [now],
      chosen: textOf(now),
      choose(next) {
        localStorage.setItem(kept, next);
        setChosen(next);
      },
    };
  }, [entity, kept, chosen]);
}

interface RelatedOrderProps {
  readonly related: RelatedList;
  readonly order: Order;
}

export function RelatedOrder({ related: { entity, label }, order }: RelatedOrderProps) {
  return (
    <select
      className="related-order"
      aria-label={`Order of ${label}`}
      value={order.chosen}
      onChange={(event) => order.choose(event.currentTarget.value)}
    >
      {choicesOf(entity).map((sort) => (
        <option key={textOf(sort)} value={textOf(sort)}>
          {inWords(entity, sort)}
        </option>
      ))}
    </select>
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

/** By what one sees of each, either way, and by when it came. */
function choicesOf(entity: EntityDef): readonly Sort[] {
  const seen = [...new Set([...entity.titleFields, ...factsOf(entity)])];
  return [
    NEWEST,
    ...seen.flatMap((field) => [
      { field, direction: 'ascending' } as const,
      { field, direction: 'descending' } as const,
    ]),
  ];
}

const textOf = ({ field, direction }: Sort): string => `${field} ${direction}`;

function inWords(entity: EntityDef, { field, direction }: Sort): string {
  if (field === NEWEST.field) return 'Newest first';
  return `${entity.fields[field]?.label ?? field} ${direction === 'ascending' ? '↑' : '↓'}`;
}
