import { ActionIcon, Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { titleOf as recordTitle } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { dateFormat, numberFormat } from '../fields/formatters.ts';
import { viewOf } from '../field-views.ts';
import { Icon } from '../icons/icon.tsx';
import { titleLookup, useNavigation, useSession, type TitleOf } from '../session/session.tsx';
import { ANSWERS_MIN } from '../../../crm/modules/survey/figures.ts';
import { surveyResponse } from '../../../crm/modules/survey/survey-response.entity.ts';
import { AccountFigures } from '../surveys/account-figures.tsx';
import { useLiveQuery } from '../session/use-live-query.ts';
import { Sum } from '../totals/sum.tsx';
import { amountOf, dateOf, factsOf, standingOf, type RelatedList as Related } from './related.ts';
import { OrderButton, OrderHeads, useRelatedOrder } from './related-order.tsx';

/** Enough to see what is going on; the rest is one click away. */
const FIRST_ROWS = 5;

interface RelatedListProps {
  readonly related: Related;
  /** How one more is made where a form would know too little. */
  readonly onMake?: (() => Promise<void>) | undefined;
}

export function RelatedList({ related, onMake }: RelatedListProps) {
  const { entity, condition, fieldKey } = related;
  const { locale } = useSession();
  const { openList, openRecord, create } = useNavigation();
  const order = useRelatedOrder(related);
  const [ordering, setOrdering] = useState(false);
  const amount = amountOf(entity);
  const query = useMemo(
    () => ({
      entity: entity.name,
      filter: { all: [condition] },
      sort: [order.now],
      sums: amount === undefined ? [] : [amount],
      window: { offset: 0, limit: FIRST_ROWS },
    }),
    [entity, condition, order.now, amount],
  );
  const { result } = useLiveQuery(query);
  const titleOf = useMemo(() => titleLookup(result?.titles ?? {}), [result?.titles]);
  const count = result?.count ?? 0;
  const sums = amount === undefined ? undefined : result?.sums[amount];

  if (related.readOnly && count === 0) return null;
  return (
    <section className="related" aria-label={related.label}>
      <header>
        <h2>
          <Icon name={entity.icon} size={14} />
          {related.label}
          <span className="related-count">{count}</span>
        </h2>
        {count > 1 && (
          <OrderButton
            related={related}
            order={order}
            opened={ordering}
            onToggle={() => setOrdering(!ordering)}
          />
        )}
        <span className="related-sum">
          {Object.values(sums ?? {}).some((sum) => sum !== 0) && (
            <AmountOf entity={entity} field={amount} />
          )}
          <Sum parts={sums} of={related.label} />
        </span>
        {!related.readOnly && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={22}
            aria-label={`New ${entity.label.one.toLowerCase()} in ${related.label}`}
            onClick={() =>
              onMake === undefined ? create(entity.name, related.values) : void onMake()
            }
          >
            <Icon name="plus" size={14} />
          </ActionIcon>
        )}
      </header>
      {entity.name === surveyResponse.name && fieldKey === 'account' && count >= ANSWERS_MIN && (
        <AccountFigures account={String(related.values['account'])} />
      )}
      {ordering && count > 1 && <OrderHeads related={related} order={order} />}
      {count > 0 && (
        <ul>
          {(result?.rows ?? []).map((row) => (
            <li key={row.id}>
              <a
                href={`#/${entity.name}/${row.id}`}
                onClick={(event) => {
                  event.preventDefault();
                  openRecord(entity.name, row.id);
                }}
              >
                <span className="related-title">{recordTitle(entity, row as AnyRow)}</span>
                <Day entity={entity} row={row as AnyRow} />
                <Facts related={related} row={row as AnyRow} titleOf={titleOf} />
              </a>
            </li>
          ))}
        </ul>
      )}
      {count > FIRST_ROWS && (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => openList(entity.name, { all: [condition] })}
        >
          Show all {numberFormat(locale, {}).format(count)}
        </Button>
      )}
    </section>
  );
}

interface FactsProps {
  readonly related: Related;
  readonly row: AnyRow;
  readonly titleOf: TitleOf;
}

/** When it is, to the day: the hour stands on its own page. */
function Day({ entity, row }: { readonly entity: EntityDef; readonly row: AnyRow }) {
  const { locale, timeZone } = useSession();
  const key = dateOf(entity, row);
  if (key === undefined) return null;
  const value = row[key] as string;
  // A date without an hour is the same day everywhere.
  const zone = entity.fields[key]?.kind === 'date' ? 'UTC' : timeZone;
  return (
    <time className="related-day" dateTime={value} title={entity.fields[key]?.label}>
      {dateFormat(locale, { dateStyle: 'medium', timeZone: zone }).format(new Date(value))}
    </time>
  );
}

/** Its standing here, its subtitle and the amount; not the link that leads back to where one is. */
function Facts({ related, row, titleOf }: FactsProps) {
  const { entity, fieldKey: except } = related;
  return (
    <span className="related-facts">
      {standingOf(related, row).map((words) => (
        <span key={words}>{words}</span>
      ))}
      {factsOf(entity).map((key) => {
        const field = entity.fields[key];
        const value = row[key];
        if (field === undefined || key === except || value === undefined || value === null)
          return null;
        if (field.kind === 'link')
          return <span key={key}>{titleOf(field.to, value as string)}</span>;
        const { Cell } = viewOf(field);
        return <Cell key={key} field={field} value={value} titleOf={titleOf} room="list" />;
      })}
    </span>
  );
}

/** What a deal is worth is said by its being a deal; what an account has is said with its name. */
function AmountOf({
  entity,
  field,
}: {
  readonly entity: EntityDef;
  readonly field: string | undefined;
}) {
  if (field === undefined || entity.glance?.includes(field) !== true) return null;
  return <span className="related-amount-of">{entity.fields[field]?.label} </span>;
}
