/** The exchange rates as totals need them: read from their records again only after one of them changed. */
import { RATE_ENTITY, ratesFrom, type ExchangeRates } from '../../../crm/kernel/exchange-rates.ts';
import type { RowStore } from '../rows/row-store.ts';
import type { Exchange } from './totals.ts';

interface Known {
  readonly position: number;
  readonly rates: ExchangeRates;
}

const known = new WeakMap<RowStore, Known>();

export function exchangeOf(
  rows: RowStore,
  { currency, today }: { readonly currency: string; readonly today: string },
): Exchange {
  const table = rows.table(RATE_ENTITY);
  const { position } = table.log;
  let found = known.get(rows);
  if (found?.position !== position) {
    found = { position, rates: ratesFrom(table) };
    known.set(rows, found);
  }
  return { base: currency, today, rateOn: found.rates.on };
}
