/** What a product costs on a line: by the customer's price book, else by the product. Pure. */
import type { Money } from '../../kernel/fields/money.field.ts';

interface BookPrice {
  readonly product?: unknown;
  readonly price?: unknown;
  readonly minQuantity?: unknown;
}

export interface PriceQuestion {
  readonly product: Readonly<Record<string, unknown>> & { readonly id: string };
  readonly quantity: number;
  /** ISO 4217, of the lines that are there; undefined: this is the first. */
  readonly currency: string | undefined;
  /** Undefined: neither the deal nor its account names one. */
  readonly book: Readonly<Record<string, unknown>> | undefined;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

export interface FoundPrice {
  readonly price: Money;
  readonly from: 'book' | 'currency' | 'product';
  /** Of a price book: from which quantity on; 0 for any. */
  readonly minQuantity: number;
}

/**
 * The price book's break for the quantity, where the book holds today and has the product in the currency of the lines;
 * else the product's price in that currency; else its price.
 */
export function priceFor(question: PriceQuestion): FoundPrice | undefined {
  const { product, currency } = question;
  const ofBook = bookPrice(question);
  if (ofBook !== undefined) return ofBook;
  const own = product['price'] as Money | null | undefined;
  if (currency !== undefined && own?.currency !== currency) {
    const listed = (product['prices'] ?? []) as readonly { readonly price?: Money }[];
    const found = listed.find(({ price }) => price?.currency === currency)?.price;
    if (found !== undefined) return { price: found, from: 'currency', minQuantity: 0 };
  }
  if (own === undefined || own === null) return undefined;
  return { price: own, from: 'product', minQuantity: 0 };
}

function bookPrice({
  product,
  quantity,
  currency,
  book,
  today,
}: PriceQuestion): FoundPrice | undefined {
  if (book === undefined || !isValid(book, today)) return undefined;
  const breaks = ((book['prices'] ?? []) as readonly BookPrice[])
    .flatMap(({ product: id, price, minQuantity }) => {
      const from = typeof minQuantity === 'number' ? minQuantity : 0;
      const money = price as Money | undefined;
      const fits =
        id === product.id &&
        money !== undefined &&
        from <= quantity &&
        (currency === undefined || money.currency === currency);
      return fits ? [{ price: money, from: 'book' as const, minQuantity: from }] : [];
    })
    // Two prices from one quantity on: the lower, whichever was written first.
    .toSorted((a, b) => b.minQuantity - a.minQuantity || a.price.amountMinor - b.price.amountMinor);
  if (currency !== undefined) return breaks[0];
  // The first line chooses the currency of all: that of the product where the book has it, for amounts of two
  // currencies cannot be compared; else the same one, on whichever desktop it is asked.
  const own = (product['price'] as Money | null | undefined)?.currency;
  const [usual] = breaks.map(({ price }) => price.currency).toSorted();
  const first = breaks.some(({ price }) => price.currency === own) ? own : usual;
  return breaks.find(({ price }) => price.currency === first);
}

/** Of what holds from one day to another, both included. */
export function isValid(of: Readonly<Record<string, unknown>>, today: string): boolean {
  const { active, archivedAt, validFrom, validUntil } = of;
  if (active === false || typeof archivedAt === 'string') return false;
  if (typeof validFrom === 'string' && today < validFrom) return false;
  return !(typeof validUntil === 'string' && validUntil < today);
}
