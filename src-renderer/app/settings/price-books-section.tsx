import { dateFormat } from '../../kit/fields/formatters.ts';
import { useSession } from '../../kit/session/session.tsx';
import { priceBook } from '../../../crm/modules/priceBook/price-book.entity.ts';
import { promotion } from '../../../crm/modules/promotion/promotion.entity.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { KeptRecords } from './kept-records.tsx';

const FIRST = { active: true };

export function PriceBooksSection() {
  const hintOf = useTimes();
  return (
    <KeptRecords
      entity={priceBook}
      help="Named by an account or a deal, a book gives new lines of its deals and quotes their price. A price typed by hand stays."
      empty="None yet. A book holds prices for some customers, for a while, and from some quantity on; an account or a deal names it."
      first={FIRST}
      hintOf={hintOf}
    />
  );
}

export function PromotionsSection() {
  const hintOf = useTimes();
  return (
    <KeptRecords
      entity={promotion}
      help="Offered under each line for which it holds, while the line is edited: one click makes it the line’s discount."
      empty="None yet. A promotion is a discount on some products, for a while, that is offered on the lines of deals and quotes."
      first={FIRST}
      hintOf={hintOf}
    />
  );
}

/** From when to when it holds, and that it does not. */
function useTimes(): (row: AnyRow) => string | undefined {
  const { locale } = useSession();
  const day = dateFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const said = (value: unknown): string =>
    typeof value === 'string' ? day.format(new Date(value)) : '';
  return ({ active, validFrom, validUntil }) => {
    if (active === false) return 'Not active';
    const from = said(validFrom);
    const until = said(validUntil);
    if (from === '' && until === '') return undefined;
    if (from === '') return `Until ${until}`;
    return until === '' ? `From ${from}` : `${from} – ${until}`;
  };
}
