/** What the lines of a quote come to, under them on its page. */
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { quoteTotals } from '../../../crm/modules/quote/quote-totals.ts';
import { quote, type QuoteRow } from '../../../crm/modules/quote/quote.entity.ts';
import { useSession } from '../session/session.tsx';
import { QuoteTotalsTable } from './quote-totals-table.tsx';

const TOTALS: ReadonlySet<string> = new Set(['net', 'tax', 'total']);

/** A field that stands among the sums instead of having a line of its own. */
export function isTotal(entity: EntityDef, key: string): boolean {
  return entity.name === quote.name && TOTALS.has(key);
}

export function QuoteSums({ entity, row }: { readonly entity: EntityDef; readonly row: AnyRow }) {
  const { locale } = useSession();
  if (entity.name !== quote.name) return null;
  const { lines, discount } = row as QuoteRow;
  const totals = quoteTotals(lines, discount);
  if (totals === undefined) {
    return lines === undefined || lines.length === 0 ? null : (
      <p className="field-help">The lines are in several currencies, so they have no total.</p>
    );
  }
  return (
    <QuoteTotalsTable totals={totals} discount={discount} locale={locale} className="quote-sums" />
  );
}
