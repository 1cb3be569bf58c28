/** Which promotions hold for a product line, and what discount each of them is. Pure. */
import type { Money } from '../../kernel/fields/money.field.ts';
import { fold } from '../../kernel/text-folding.ts';
import type { PromotionRow } from './promotion.entity.ts';

export interface PromotedLine {
  /** Id and family of its product. */
  readonly product: { readonly id: string; readonly family?: unknown };
  readonly quantity: number;
  readonly unitPrice: Money;
}

export interface OfferedPromotion {
  readonly id: string;
  readonly name: string;
  /** Percent of the line, as its discount. */
  readonly discount: number;
}

/** The largest first; `today`: `YYYY-MM-DD`. */
export function promotionsFor(
  line: PromotedLine,
  promotions: readonly PromotionRow[],
  today: string,
): readonly OfferedPromotion[] {
  return promotions
    .flatMap((row) => {
      const discount = discountOf(row, line);
      const holds =
        discount !== undefined &&
        holdsOn(row, today) &&
        isOn(row, line) &&
        line.quantity >= (row.minQuantity ?? 0);
      return holds ? [{ id: row.id, name: row.name ?? '', discount }] : [];
    })
    .toSorted((a, b) => b.discount - a.discount || (a.id < b.id ? -1 : 1));
}

export function holdsOn(
  { active, archivedAt, validFrom = '', validUntil = '9999' }: PromotionRow,
  today: string,
): boolean {
  return active !== false && archivedAt === undefined && validFrom <= today && today <= validUntil;
}

/** Without products and families it is on everything. */
function isOn({ products = [], families = [] }: PromotionRow, { product }: PromotedLine): boolean {
  if (products.length === 0 && families.length === 0) return true;
  const { family } = product;
  return (
    products.includes(`product/${product.id}`) ||
    (typeof family === 'string' && families.some((one) => fold(one) === fold(family)))
  );
}

/** An amount is a share of this line's price: in its currency, and never more than all of it. */
function discountOf(
  { percentOff, amountOff }: PromotionRow,
  { unitPrice }: PromotedLine,
): number | undefined {
  if (percentOff !== undefined) return percentOff > 0 ? percentOff : undefined;
  if (amountOff === undefined || amountOff.currency !== unitPrice.currency) return undefined;
  if (unitPrice.amountMinor <= 0 || amountOff.amountMinor <= 0) return undefined;
  const share = (amountOff.amountMinor / unitPrice.amountMinor) * 100;
  return Math.min(100, Number(share.toPrecision(12)));
}
