/** Filter operators, as families shared by the field kinds. An operator is prepared once a query, then run per row. */
import type { DayOfWeek } from './calendar-days.ts';
import { digitsOf, fold } from './text-folding.ts';

export interface OperatorContext {
  /** Record id of the person at this desktop, for "me". */
  readonly meId: string;
  /** Today in the person's time zone, `YYYY-MM-DD`, for relative dates. */
  readonly today: string;
  /** Where the person's days begin and end, for instants. */
  readonly timeZone: string;
  /** Where their weeks begin. */
  readonly firstDayOfWeek: DayOfWeek;
}

export type OperandShape =
  | 'none'
  | 'text'
  | 'number'
  | 'range'
  | 'date'
  | 'days'
  /** The name of a period such as `thisMonth`. */
  | 'period'
  | 'choices';

export interface Operator {
  readonly label: string;
  readonly operand: OperandShape;
  /** Returns the test for one value (undefined = absent). A malformed operand gives a test that matches nothing. */
  readonly prepare: (operand: unknown, context: OperatorContext) => (value: unknown) => boolean;
}

export type Operators = Readonly<Record<string, Operator>>;

export const never = (): boolean => false;

export function absent(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  );
}

const emptiness: Operators = {
  isEmpty: { label: 'is empty', operand: 'none', prepare: () => absent },
  isNotEmpty: { label: 'is not empty', operand: 'none', prepare: () => (value) => !absent(value) },
};

/** Operators over text; `textOf` says which text a value of the kind stands for. */
export function textOperators(textOf: (value: unknown) => string): Operators {
  const onText = (label: string, test: (text: string, wanted: string) => boolean): Operator => ({
    label,
    operand: 'text',
    prepare: (operand) => {
      if (typeof operand !== 'string') return never;
      const wanted = fold(operand);
      return (value) => test(absent(value) ? '' : fold(textOf(value)), wanted);
    },
  });
  return {
    contains: onText('contains', (text, wanted) => text.includes(wanted)),
    notContains: onText('does not contain', (text, wanted) => !text.includes(wanted)),
    is: onText('is', (text, wanted) => text === wanted),
    isNot: onText('is not', (text, wanted) => text !== wanted),
    startsWith: onText('starts with', (text, wanted) => text.startsWith(wanted)),
    ...emptiness,
  };
}

/** Phone numbers match by their digits, whatever their format; a leading national 0 is ignored. */
export const phoneOperators: Operators = {
  contains: {
    label: 'contains',
    operand: 'text',
    prepare: (operand) => {
      if (typeof operand !== 'string') return never;
      const wanted = digitsOf(operand).replace(/^0+/, '');
      if (wanted === '') return never;
      return (value) =>
        Array.isArray(value) &&
        value.some((row: { readonly number?: string }) =>
          digitsOf(row.number ?? '').includes(wanted),
        );
    },
  },
  ...emptiness,
};

function numberTest(
  test: (value: number, wanted: number) => boolean,
  numberOf: (value: unknown) => number,
) {
  return (operand: unknown) => {
    if (typeof operand !== 'number' || !Number.isFinite(operand)) return never;
    return (value: unknown) => !absent(value) && test(numberOf(value), operand);
  };
}

export function numberOperators(numberOf: (value: unknown) => number): Operators {
  const compare = (label: string, test: (value: number, wanted: number) => boolean): Operator => ({
    label,
    operand: 'number',
    prepare: numberTest(test, numberOf),
  });
  return {
    is: compare('=', (value, wanted) => value === wanted),
    isNot: compare('≠', (value, wanted) => value !== wanted),
    lessThan: compare('<', (value, wanted) => value < wanted),
    atMost: compare('≤', (value, wanted) => value <= wanted),
    moreThan: compare('>', (value, wanted) => value > wanted),
    atLeast: compare('≥', (value, wanted) => value >= wanted),
    between: {
      label: 'between',
      operand: 'range',
      prepare: (operand) => {
        const [low, high] = Array.isArray(operand) ? (operand as readonly unknown[]) : [];
        if (typeof low !== 'number' || typeof high !== 'number') return never;
        return (value) => {
          if (absent(value)) return false;
          const number = numberOf(value);
          return number >= low && number <= high;
        };
      },
    },
    ...emptiness,
  };
}

function choices(operand: unknown): ReadonlySet<string> | null {
  const list = typeof operand === 'string' ? [operand] : operand;
  return Array.isArray(list) && list.every((item) => typeof item === 'string')
    ? new Set(list)
    : null;
}

/** Over one choice; `keyOf` reads the chosen option or linked id from a value. */
export function choiceOperators(keyOf: (value: unknown) => string): Operators {
  return {
    anyOf: {
      label: 'is any of',
      operand: 'choices',
      prepare: (operand) => {
        const wanted = choices(operand);
        return wanted === null ? never : (value) => !absent(value) && wanted.has(keyOf(value));
      },
    },
    noneOf: {
      label: 'is none of',
      operand: 'choices',
      prepare: (operand) => {
        const refused = choices(operand);
        return refused === null ? never : (value) => absent(value) || !refused.has(keyOf(value));
      },
    },
    ...emptiness,
  };
}

/** Over a set of choices. */
export const setOperators: Operators = {
  hasAny: {
    label: 'has any of',
    operand: 'choices',
    prepare: (operand) => {
      const wanted = choices(operand);
      if (wanted === null) return never;
      return (value) => Array.isArray(value) && value.some((member) => wanted.has(String(member)));
    },
  },
  hasNone: {
    label: 'has none of',
    operand: 'choices',
    prepare: (operand) => {
      const refused = choices(operand);
      if (refused === null) return never;
      return (value) =>
        !Array.isArray(value) || !value.some((member) => refused.has(String(member)));
    },
  },
  ...emptiness,
};

export const booleanOperators: Operators = {
  isTrue: { label: 'is yes', operand: 'none', prepare: () => (value) => value === true },
  isFalse: { label: 'is no', operand: 'none', prepare: () => (value) => value !== true },
};

export const userOperators: Operators = {
  isMe: {
    label: 'is me',
    operand: 'none',
    prepare: (_operand, context) => (value) => value === context.meId,
  },
  isNotMe: {
    label: 'is not me',
    operand: 'none',
    prepare: (_operand, context) => (value) => value !== context.meId,
  },
  ...choiceOperators(String),
};

export const presenceOperators: Operators = emptiness;
