/** Under a line that is being edited: where its price comes from, and what is on offer for it. */
import { Button } from '@mantine/core';
import { toMajor, type Money } from '../../../crm/kernel/fields/money.field.ts';
import type { Row } from '../../../crm/kernel/fields/rows.field.ts';
import type { Values } from '../../../crm/kernel/derive.ts';
import { sameJson } from '../../../crm/kernel/write.ts';
import type { FoundPrice } from '../../../crm/modules/priceBook/prices.ts';
import { holdsOn, promotionsFor } from '../../../crm/modules/promotion/promotions.ts';
import { dateFormat, numberFormat } from '../fields/formatters.ts';
import { useSession } from '../session/session.tsx';
import type { LinePricing } from './use-line-pricing.ts';
import './pricing.css';

interface SoldLineNoteProps {
  readonly row: Row;
  readonly number: number;
  readonly columns: number;
  readonly pricing: LinePricing;
  /** Of the price that was filled in; it says nothing of one that was typed since. */
  readonly found: FoundPrice | undefined;
  /** null clears. */
  readonly onPatch: (values: Values) => void;
}

export function SoldLineNote({ row, number, columns, pricing, found, onPatch }: SoldLineNoteProps) {
  const { locale } = useSession();
  const { products, promotions, today } = pricing;
  const unitPrice = row['unitPrice'] as unknown as Money | undefined;
  const product = typeof row['product'] === 'string' ? products.get(row['product']) : undefined;
  const quantity = typeof row['quantity'] === 'number' ? row['quantity'] : 1;
  const applied = promotions.find(({ id }) => id === row['promotion']);
  const offered =
    product === undefined || unitPrice === undefined
      ? []
      : promotionsFor({ product, quantity, unitPrice }, promotions, today).filter(
          ({ id }) => id !== applied?.id,
        );
  const source =
    found !== undefined && sameJson(found.price, unitPrice) ? sourceOf(found, pricing) : undefined;
  if (source === undefined && applied === undefined && offered.length === 0) return null;
  const percent = numberFormat(locale, { style: 'percent', maximumFractionDigits: 2 });
  return (
    <tr className="line-note">
      <td colSpan={columns}>
        <span>
          {source !== undefined && <span>{source}</span>}
          {applied !== undefined && (
            <span data-ended={!holdsOn(applied, today) || undefined}>
              {appliedWords(applied, today, locale)}{' '}
              <Button
                size="compact-xs"
                variant="subtle"
                color="gray"
                aria-label={`Take ${applied.name ?? 'the promotion'} off line ${number}`}
                onClick={() => onPatch({ promotion: null, discount: null })}
              >
                Take off
              </Button>
            </span>
          )}
          {offered.map(({ id, name, discount }) => (
            <Button
              key={id}
              size="compact-xs"
              variant="light"
              aria-label={`${name}, ${percent.format(discount / 100)} off line ${number}`}
              onClick={() => onPatch({ promotion: id, discount })}
            >
              {name} −{percent.format(discount / 100)}
            </Button>
          ))}
        </span>
      </td>
    </tr>
  );
}

function sourceOf(found: FoundPrice, { book }: LinePricing): string {
  if (found.from === 'currency') return `The product’s price in ${found.price.currency}`;
  if (found.from === 'product') return 'The product’s price';
  const name = typeof book?.['name'] === 'string' ? book['name'] : 'Price book';
  return found.minQuantity > 0 ? `${name}, from ${found.minQuantity} on` : name;
}

function appliedWords(
  applied: LinePricing['promotions'][number],
  today: string,
  locale: string,
): string {
  const name = applied.name ?? 'Promotion';
  if (holdsOn(applied, today)) return name;
  const { validUntil } = applied;
  if (validUntil === undefined || today <= validUntil) return `${name} does not hold any more`;
  const day = dateFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  return `${name} ended on ${day.format(new Date(validUntil))}`;
}

/** What a piece brings once it is paid for, as a share of its price; undefined where nobody knows its cost. */
export function marginOf(unitPrice: Money | undefined, cost: unknown): number | undefined {
  const own = cost as Money | undefined;
  if (unitPrice === undefined || own === undefined || own.currency !== unitPrice.currency)
    return undefined;
  const price = toMajor(unitPrice);
  return price > 0 ? (price - toMajor(own)) / price : undefined;
}
