/** What stands on the paper that a customer gets: the quote with the words of its records, in the order of reading. Pure. */
import type { Money } from '../../kernel/fields/money.field.ts';
import { lineTotals } from '../../kernel/fields/line-totals.ts';
import { quoteTotals, type Line, type QuoteTotals } from './quote-totals.ts';
import type { QuoteRow } from './quote.entity.ts';

export interface PaperLine {
  readonly id: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly quantity: number;
  readonly unit: string | undefined;
  readonly unitPrice: Money;
  /** Percent; undefined where there is none. */
  readonly discount: number | undefined;
  readonly tax: number | undefined;
  readonly amount: Money;
}

export interface PaperGroup {
  /** '' for lines that are in no group. */
  readonly name: string;
  readonly lines: readonly PaperLine[];
  readonly subtotal: Money | undefined;
}

export interface Paper {
  /** In the order in which each was begun. */
  readonly groups: readonly PaperGroup[];
  /** Columns that no line uses are left out. */
  readonly hasDiscounts: boolean;
  readonly hasTaxes: boolean;
  /** undefined: the lines have no common currency, so there is no sum of them. */
  readonly totals: QuoteTotals | undefined;
}

/** Of a product, what its line says. */
export interface ProductWords {
  readonly name: string;
  readonly unit?: string | undefined;
}

export function paperOf(
  { lines: given = [], discount }: Pick<QuoteRow, 'lines' | 'discount'>,
  productOf: (id: string) => ProductWords | undefined,
): Paper {
  const byGroup = new Map<string, Line[]>();
  for (const line of given as readonly Line[]) {
    const name = typeof line['group'] === 'string' ? line['group'] : '';
    const group = byGroup.get(name);
    if (group === undefined) byGroup.set(name, [line]);
    else group.push(line);
  }
  const groups = [...byGroup].map(([name, lines]) => ({
    name,
    lines: lines.flatMap((line) => paperLineOf(line, productOf)),
    subtotal: lineTotals(lines)?.net,
  }));
  const all = groups.flatMap(({ lines }) => lines);
  return {
    groups,
    hasDiscounts: all.some(({ discount: own }) => own !== undefined),
    hasTaxes: all.some(({ tax }) => tax !== undefined),
    totals: quoteTotals(given, discount),
  };
}

function paperLineOf(
  line: Line,
  productOf: (id: string) => ProductWords | undefined,
): readonly PaperLine[] {
  const amount = lineTotals([line])?.net;
  const unitPrice = line['unitPrice'] as Money | undefined;
  if (amount === undefined || unitPrice === undefined) return [];
  const { product, description, quantity } = line;
  const words = typeof product === 'string' ? productOf(product) : undefined;
  const text = typeof description === 'string' ? description : undefined;
  return [
    {
      id: line.id,
      name: words?.name ?? text ?? '',
      description: words === undefined ? undefined : text,
      quantity: typeof quantity === 'number' ? quantity : 1,
      unit: words?.unit,
      unitPrice,
      discount: shareOf(line['discount']),
      tax: shareOf(line['tax']),
      amount,
    },
  ];
}

function shareOf(value: unknown): number | undefined {
  return typeof value === 'number' && value !== 0 ? value : undefined;
}

/** Countries that write on Letter; all others write on A4. */
const LETTER = new Set('US CA MX PH CL CO VE GT CR PA DO PR'.split(' '));

/** `country`: ISO 3166. */
export function paperSizeOf(country: string): 'A4' | 'Letter' {
  return LETTER.has(country) ? 'Letter' : 'A4';
}
