/** Totals: one sum a currency, exact for whole numbers, and for others independent of the order of the rows. */
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { FieldKind } from '../../../crm/kernel/field-kind.ts';

export interface SummedField {
  readonly path: string;
  readonly read: (row: AnyRow) => unknown;
  readonly amount: NonNullable<FieldKind<unknown, object>['amount']>;
}

export type Sums = Record<string, Record<string, number>>;

interface Sum {
  total: number;
  /** What rounding took away from `total` (Neumaier's compensated summation); 0 for whole numbers. */
  lost: number;
}

export class Totals {
  readonly #fields: readonly SummedField[];
  readonly #sums: readonly Map<string, Sum>[];

  constructor(fields: readonly SummedField[]) {
    this.#fields = fields;
    this.#sums = fields.map(() => new Map());
  }

  add(row: AnyRow): void {
    for (let i = 0; i < this.#fields.length; i++) {
      const field = this.#fields[i] as SummedField;
      const value = field.read(row);
      if (value === undefined || value === null) continue;
      const { amount, currency = '' } = field.amount(value);
      addTo(this.#sums[i] as Map<string, Sum>, currency, amount);
    }
  }

  result(): Sums {
    return Object.fromEntries(
      this.#fields.map(({ path }, index) => [
        path,
        Object.fromEntries(
          Array.from(
            this.#sums[index] ?? [],
            ([currency, { total, lost }]) => [currency, total + lost] as const,
          )
            // Of the same rows always the same object, in whichever order they were added.
            .toSorted(([a], [b]) => (a < b ? -1 : 1)),
        ),
      ]),
    );
  }
}

function addTo(sums: Map<string, Sum>, currency: string, amount: number): void {
  const sum = sums.get(currency);
  if (sum === undefined) {
    sums.set(currency, { total: amount, lost: 0 });
    return;
  }
  const total = sum.total + amount;
  sum.lost +=
    Math.abs(sum.total) >= Math.abs(amount)
      ? sum.total - total + amount
      : amount - total + sum.total;
  sum.total = total;
}
