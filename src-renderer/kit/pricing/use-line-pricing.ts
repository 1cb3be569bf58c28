/** What the lines of a sale are priced by: the products on them, the customer's price book, what is on offer today. */
import { createContext, use, useMemo } from 'react';
import type { Values } from '../../../crm/kernel/derive.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { Row } from '../../../crm/kernel/fields/rows.field.ts';
import type { Query } from '../../../crm/kernel/query.ts';
import { priceBook } from '../../../crm/modules/priceBook/price-book.entity.ts';
import { promotion, type PromotionRow } from '../../../crm/modules/promotion/promotion.entity.ts';
import { useTeamDay } from '../session/team-day.ts';
import { useLiveQuery } from '../session/use-live-query.ts';

/** The deal or quote whose lines are edited; undefined: there is none that could name a price book. */
export const PricedRecord = createContext<Values | undefined>(undefined);

/** As many as fit a choice; a team has a few. */
const PROMOTIONS_MAX = 200;
/** Of one record. */
const PRODUCTS_MAX = 500;

export interface LinePricing {
  readonly products: ReadonlyMap<string, AnyRow>;
  readonly promotions: readonly PromotionRow[];
  readonly book: AnyRow | undefined;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

const everyPromotion: Query = {
  entity: promotion.name,
  sort: [],
  window: { offset: 0, limit: PROMOTIONS_MAX },
};

/** Asks nothing of rows that are not sold. */
export function useLinePricing(isSold: boolean, rows: readonly Row[]): LinePricing {
  const today = useTeamDay();
  const record = use(PricedRecord);
  const named = rows.map(({ product }) => product).filter((id) => typeof id === 'string');
  const ids = [...new Set(named)].toSorted().join(' ');
  const products = useLiveQuery(useQueryOf('product', isSold ? ids : ''));
  const promotions = useLiveQuery(isSold ? everyPromotion : null);
  const own = idOf(record?.['priceBook']);
  // A quote has the book of its deal; both else that of the customer.
  const deals = useLiveQuery(
    useQueryOf('deal', isSold && own === '' ? idOf(record?.['deal']) : ''),
  );
  const ofDeal = own === '' ? idOf(deals.result?.rows[0]?.['priceBook']) : own;
  const account = idOf(record?.['account']);
  const accounts = useLiveQuery(useQueryOf('account', isSold && ofDeal === '' ? account : ''));
  const bookId = ofDeal === '' ? idOf(accounts.result?.rows[0]?.['priceBook']) : ofDeal;
  const books = useLiveQuery(useQueryOf(priceBook.name, isSold ? bookId : ''));
  const known = products.result?.rows;
  const productsById = useMemo(
    () => new Map((known ?? []).map((row) => [row.id, row as AnyRow])),
    [known],
  );
  return {
    products: productsById,
    promotions: (promotions.result?.rows ?? NONE) as readonly PromotionRow[],
    book: bookId === '' ? undefined : (books.result?.rows[0] as AnyRow | undefined),
    today,
  };
}

const NONE: readonly unknown[] = [];

function idOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** `ids`: separated by blanks; without any nothing is asked. */
function useQueryOf(entity: string, ids: string): Query | null {
  return useMemo(
    () =>
      ids === ''
        ? null
        : {
            entity,
            filter: { field: 'id', operator: 'anyOf', operand: ids.split(' ') },
            sort: [],
            window: { offset: 0, limit: PRODUCTS_MAX },
          },
    [entity, ids],
  );
}
