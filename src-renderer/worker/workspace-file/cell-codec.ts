/**
 * A field's value as cells of a table, and back without loss. A cell holds the text that people read wherever that
 * text leads back to the same value; where it does not, it holds `json:` and the value itself.
 */
import type { FieldDef } from '../../../crm/kernel/field-kinds.ts';
import type { Address } from '../../../crm/kernel/fields/address.field.ts';
import { minorDigits, toMajor, type Money } from '../../../crm/kernel/fields/money.field.ts';
import { sameJson } from '../../../crm/kernel/write.ts';

/** One column that a field takes in a table. */
export interface FieldColumn {
  /** `account`, `account.id`, `billingAddress.city`: how the manifest names it. */
  readonly id: string;
  readonly header: string;
  /** Only for people: another column has what is read back. */
  readonly isShownOnly: boolean;
}

export type TitleOf = (entity: string, id: string) => string | undefined;

/** What cannot be read; the person has changed the file. */
export const UNREADABLE = Symbol('unreadable');

const ADDRESS_PARTS: readonly (readonly [keyof Address, string])[] = [
  ['street', 'street'],
  ['city', 'city'],
  ['state', 'state'],
  ['postalCode', 'postal code'],
  ['country', 'country'],
];
const AS_JSON = 'json:';
const BETWEEN = '; ';

export function columnsOf(key: string, field: FieldDef): readonly FieldColumn[] {
  const { label } = field;
  const shown = { id: key, header: label, isShownOnly: true };
  switch (field.kind) {
    case 'link':
    case 'user':
      return [shown, { id: `${key}.id`, header: `${label} id`, isShownOnly: false }];
    case 'links':
      return [shown, { id: `${key}.ids`, header: `${label} ids`, isShownOnly: false }];
    case 'emails':
    case 'phones':
    case 'rows':
      return [shown];
    case 'stage':
      return [
        { ...shown, isShownOnly: false },
        { id: `${key}.rank`, header: `${label} place`, isShownOnly: false },
      ];
    case 'address':
      return ADDRESS_PARTS.map(([part, name]) => ({
        id: `${key}.${part}`,
        header: `${label} ${name}`,
        isShownOnly: false,
      }));
    default:
      return [{ ...shown, isShownOnly: false }];
  }
}

/** As many cells as the field has columns; '' for nothing. */
export function cellsOf(field: FieldDef, value: unknown, titleOf: TitleOf): readonly string[] {
  switch (field.kind) {
    case 'link':
    case 'user': {
      const entity = field.kind === 'user' ? 'user' : field.to;
      return typeof value === 'string' ? [titleOf(entity, value) ?? '', exact(value)] : ['', ''];
    }
    case 'links': {
      const names = (value ?? []) as readonly string[];
      const titles = names.map((name) => {
        const [entity = '', id = ''] = name.split('/');
        return titleOf(entity, id) ?? '';
      });
      return [titles.join(BETWEEN), names.join(BETWEEN)];
    }
    case 'emails':
      return [textsOf(value, 'address')];
    case 'phones':
      return [textsOf(value, 'number')];
    case 'rows':
      return [value === undefined ? '' : String((value as readonly unknown[]).length)];
    case 'stage': {
      if (value === undefined) return ['', ''];
      const { stage, rank } = value as { readonly stage: string; readonly rank: string };
      return [cellText(optionField(field), stage), exact(rank)];
    }
    case 'address': {
      const address = (value ?? {}) as Address;
      return ADDRESS_PARTS.map(([part]) => {
        const text = address[part];
        return text === undefined ? '' : exact(text);
      });
    }
    default:
      return [value === undefined ? '' : cellText(field, value)];
  }
}

/** The value of the cells, by the ids of their columns. undefined: they are empty. */
export function valueOf(key: string, field: FieldDef, cellOf: (id: string) => string): unknown {
  switch (field.kind) {
    case 'link':
    case 'user':
      return readExact(cellOf(`${key}.id`));
    case 'links': {
      const text = cellOf(`${key}.ids`);
      return text === '' ? undefined : text.split(BETWEEN).toSorted();
    }
    case 'emails':
    case 'phones':
    case 'rows':
      return undefined;
    case 'stage': {
      const stage = readText(optionField(field), cellOf(key));
      const rank = readExact(cellOf(`${key}.rank`));
      return stage === undefined || stage === UNREADABLE
        ? stage
        : { stage, rank: rank === undefined ? 'a0' : rank };
    }
    case 'address': {
      const parts = ADDRESS_PARTS.flatMap(([part]) => {
        const text = readExact(cellOf(`${key}.${part}`));
        return text === undefined ? [] : [[part, text] as const];
      });
      return parts.length === 0 ? undefined : Object.fromEntries(parts);
    }
    default:
      return readText(field, cellOf(key));
  }
}

function textsOf(value: unknown, column: string): string {
  return ((value ?? []) as readonly Readonly<Record<string, unknown>>[])
    .map((row) => String(row[column]))
    .join(BETWEEN);
}

type OptionField = Extract<FieldDef, { readonly kind: 'select' }>;

/** A stage is chosen from its options as any choice is. */
function optionField({
  label,
  options,
}: Extract<FieldDef, { readonly kind: 'stage' }>): OptionField {
  return { kind: 'select', label, options };
}

/** Text that stands for itself. */
function exact(text: string): string {
  return keepsText(text) && !text.startsWith(AS_JSON) ? text : AS_JSON + JSON.stringify(text);
}

function readExact(text: string): unknown {
  if (text === '') return undefined;
  return text.startsWith(AS_JSON) ? fromJson(text) : text;
}

/** A value of one cell. */
export function cellText(field: FieldDef, value: unknown): string {
  const text = plainText(field, value);
  const carries =
    text !== undefined && keepsText(text) && sameJson(readText(field, text) ?? null, value);
  return carries ? text : AS_JSON + JSON.stringify(value);
}

/** Empty cells mean nothing, files have one kind of line end, and UTF-8 has no halves of characters. */
function keepsText(text: string): boolean {
  return text !== '' && !/[\r\0]/.test(text) && text.isWellFormed();
}

function plainText(field: FieldDef, value: unknown): string | undefined {
  switch (field.kind) {
    case 'boolean':
      return value === true ? 'Yes' : 'No';
    case 'money': {
      const money = value as Money;
      return `${toMajor(money).toFixed(minorDigits(money.currency))} ${money.currency}`;
    }
    case 'select':
      return field.options.find((option) => option.value === value)?.label ?? String(value);
    case 'multiSelect':
      return (value as readonly string[])
        .map((member) => field.options.find((option) => option.value === member)?.label ?? member)
        .join(BETWEEN);
    case 'geo': {
      const { lat, lng } = value as { readonly lat: number; readonly lng: number };
      return `${lat}, ${lng}`;
    }
    default:
      return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  }
}

/** undefined: the cell is empty. */
export function readText(field: FieldDef, text: string): unknown {
  if (text === '') return undefined;
  if (text.startsWith(AS_JSON)) return fromJson(text);
  switch (field.kind) {
    case 'number':
    case 'percent':
    case 'autoNumber': {
      const number = Number(text);
      return Number.isFinite(number) ? number : UNREADABLE;
    }
    case 'boolean':
      return text === 'Yes' ? true : text === 'No' ? false : UNREADABLE;
    case 'money': {
      const [, amount = '', currency = ''] = /^(-?[\d.]+) ([A-Z]{3})$/.exec(text) ?? [];
      const amountMinor = Math.round(Number(amount) * 10 ** minorDigits(currency || 'USD'));
      return currency === '' || !Number.isSafeInteger(amountMinor)
        ? UNREADABLE
        : { amountMinor, currency };
    }
    case 'select':
      return optionValue(field.options, text);
    case 'multiSelect':
      return [
        ...new Set(text.split(BETWEEN).map((word) => optionValue(field.options, word))),
      ].toSorted();
    case 'geo': {
      const [lat = NaN, lng = NaN] = text.split(', ').map(Number);
      return Number.isFinite(lat) && Number.isFinite(lng) ? { lat, lng } : UNREADABLE;
    }
    default:
      return text;
  }
}

function optionValue(
  options: readonly { readonly value: string; readonly label: string }[],
  text: string,
): string {
  return options.find((option) => option.label === text)?.value ?? text;
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text.slice(AS_JSON.length)) as unknown;
  } catch {
    return UNREADABLE; // Somebody changed the cell by hand.
  }
}
