/** Under the lines: what they come to, from the sum of the lines to what is to be paid. */
import type { Money } from '../../../crm/kernel/fields/money.field.ts';
import { amountFormat, minorDigits, toMajor } from '../../../crm/kernel/fields/money.field.ts';
import type { QuoteTotals } from '../../../crm/modules/quote/quote-totals.ts';
import { numberFormat } from '../fields/formatters.ts';

/** With all its cents: amounts below one another are read by their columns. */
export function amountText(locale: string, money: Money): string {
  const digits = minorDigits(money.currency);
  const format = numberFormat(locale, {
    ...amountFormat(money.currency),
    trailingZeroDisplay: 'auto',
    minimumFractionDigits: digits,
  });
  // A minus is as wide as a digit; what CLDR gives for some languages is a hyphen.
  return format.format(toMajor(money)).replace('-', '−');
}

export function percentText(locale: string, percent: number): string {
  return numberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(percent / 100);
}

interface QuoteTotalsTableProps {
  readonly totals: QuoteTotals;
  /** Percent. */
  readonly discount: number | undefined;
  readonly locale: string;
  readonly className: string;
}

export function QuoteTotalsTable({ totals, discount, locale, className }: QuoteTotalsTableProps) {
  const hasDiscount = totals.discount.amountMinor !== 0;
  const hasTax = totals.taxes.length > 0;
  const lines: (readonly [label: string, amount: string])[] = [];
  if (hasDiscount) {
    const share = discount === undefined ? '' : ` ${percentText(locale, discount)}`;
    const off = { ...totals.discount, amountMinor: -totals.discount.amountMinor };
    lines.push(['Subtotal', amountText(locale, totals.subtotal)]);
    lines.push([`Discount${share}`, amountText(locale, off)]);
  }
  if (hasTax) {
    lines.push(['Net', amountText(locale, totals.net)]);
    for (const { rate, base, tax } of totals.taxes)
      lines.push([
        `Tax ${percentText(locale, rate)} on ${amountText(locale, base)}`,
        amountText(locale, tax),
      ]);
  }
  return (
    <table className={className} aria-label="Totals">
      <tbody>
        {lines.map(([label, amount]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{amount}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Total</th>
          <td>{amountText(locale, totals.gross)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
