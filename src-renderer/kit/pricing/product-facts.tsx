/** What a seller has to know of the products on the lines: below them, asked when somebody opens it. */
import { useMemo, useState } from 'react';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import type { Money } from '../../../crm/kernel/fields/money.field.ts';
import { amountFormat, toMajor } from '../../../crm/kernel/fields/money.field.ts';
import type { Row } from '../../../crm/kernel/fields/rows.field.ts';
import type { Query } from '../../../crm/kernel/query.ts';
import { lineTotals } from '../../../crm/kernel/fields/line-totals.ts';
import { numberFormat } from '../fields/formatters.ts';
import { RecordLink } from '../fields/record-link.tsx';
import { viewOf } from '../field-views.ts';
import { useSession } from '../session/session.tsx';
import { useLiveQuery } from '../session/use-live-query.ts';
import { marginOf } from './sold-line-note.tsx';
import { useLinePricing } from './use-line-pricing.ts';

/** Enough to know where to look; the product's page has all. */
const ARTICLES_MAX = 50;

export function ProductFacts({
  entity,
  row,
}: {
  readonly entity: EntityDef;
  readonly row: AnyRow;
}) {
  const [opened, setOpened] = useState(false);
  const key = Object.keys(entity.fields).find((name) => {
    const field = entity.fields[name];
    return field?.kind === 'rows' && field.isSold === true;
  });
  const lines = key === undefined ? undefined : (row[key] as readonly Row[] | undefined);
  if (lines?.some(({ product }) => product !== undefined) !== true) return null;
  return (
    <details className="product-facts" onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>About these products</summary>
      {opened && <Facts lines={lines} />}
    </details>
  );
}

function Facts({ lines }: { readonly lines: readonly Row[] }) {
  const { products } = useLinePricing(true, lines);
  const named = [...products.keys()].map((id) => `product/${id}`);
  const names = named.toSorted().join(' ');
  const { result } = useLiveQuery(
    useMemo(
      (): Query | null =>
        names === ''
          ? null
          : {
              entity: 'article',
              filter: { field: 'products', operator: 'hasAny', operand: names.split(' ') },
              sort: [{ field: 'title', direction: 'ascending' }],
              window: { offset: 0, limit: ARTICLES_MAX },
            },
      [names],
    ),
  );
  return (
    <ul>
      {[...products.values()].map((product) => (
        <li key={product.id}>
          <ProductFact
            product={product}
            lines={lines.filter((line) => line['product'] === product.id)}
            articles={((result?.rows ?? []) as unknown as readonly AnyRow[]).filter((article) =>
              (article['products'] as readonly string[] | undefined)?.includes(
                `product/${product.id}`,
              ),
            )}
          />
        </li>
      ))}
    </ul>
  );
}

interface ProductFactProps {
  readonly product: AnyRow;
  readonly lines: readonly Row[];
  readonly articles: readonly AnyRow[];
}

function ProductFact({ product, lines, articles }: ProductFactProps) {
  const { locale } = useSession();
  const { cost, knowledge, description } = product as {
    cost?: Money;
    knowledge?: string;
    description?: string;
  };
  const net = lineTotals(lines)?.net;
  const quantity = lines.reduce((sum, { quantity: own }) => sum + (Number(own) || 0), 0);
  const each =
    net === undefined || quantity === 0
      ? undefined
      : { ...net, amountMinor: net.amountMinor / quantity };
  const margin = marginOf(each, cost);
  const { Cell } = viewOf(KNOWLEDGE);
  return (
    <>
      <RecordLink entity="product" id={product.id} room="record">
        {String(product['name'])}
      </RecordLink>
      {cost !== undefined && (
        <span>
          Cost {numberFormat(locale, amountFormat(cost.currency)).format(toMajor(cost))} each
        </span>
      )}
      {margin !== undefined && (
        <span>
          Margin after discounts{' '}
          {numberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(margin)}
        </span>
      )}
      {knowledge !== undefined && (
        <Cell field={KNOWLEDGE} value={knowledge} titleOf={() => undefined} room="record" />
      )}
      {description !== undefined && <p>{description}</p>}
      {articles.map(({ id, title }) => (
        <RecordLink key={id} entity="article" id={id} room="record">
          {String(title)}
        </RecordLink>
      ))}
      {description === undefined && knowledge === undefined && articles.length === 0 && (
        <p>Nothing is written about it yet: add a description, a page or an article.</p>
      )}
    </>
  );
}

const KNOWLEDGE = { kind: 'url', label: 'Product knowledge' } as const;
