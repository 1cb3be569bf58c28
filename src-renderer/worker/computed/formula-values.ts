/** Between a record's values and those that a formula reckons with, in both directions. */
import type { FieldDef } from '../../../crm/kernel/field-kinds.ts';
import type { FormatContext } from '../../../crm/kernel/field-kind.ts';
import { formatValue } from '../../../crm/kernel/derive.ts';
import { minorDigits, toMajor, type Money } from '../../../crm/kernel/fields/money.field.ts';
import { TEXT_MAX_CHARS } from '../../../crm/kernel/fields/text.field.ts';
import type { StageValue } from '../../../crm/kernel/fields/stage.field.ts';

export type Reckoned =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: string };

/** What stands for “nothing was entered” in a formula: a tick box is off and a list is empty, all else is absent. */
export function inputOf(field: FieldDef, value: unknown, context: FormatContext): unknown {
  if (value === undefined || value === null) {
    if (field.kind === 'boolean') return false;
    return field.kind === 'multiSelect' || field.kind === 'links' ? [] : null;
  }
  switch (field.kind) {
    case 'number':
    case 'percent':
    case 'autoNumber':
      return Number(value);
    case 'money':
      return toMajor(value as Money);
    case 'date':
      return new Date(`${value as string}T00:00:00Z`);
    case 'dateTime':
      return new Date(value as string);
    case 'boolean':
      return value === true;
    case 'multiSelect':
      return (value as readonly string[]).map((member) => optionLabel(field.options, member));
    case 'links':
      return (value as readonly string[]).map((name) => {
        const [entity = '', id = ''] = name.split('/');
        return context.titleOf(entity, id) ?? '';
      });
    case 'select':
      return optionLabel(field.options, value as string);
    case 'stage':
      return optionLabel(field.options, (value as StageValue).stage);
    default:
      return formatValue(field, value, context);
  }
}

function optionLabel(
  options: readonly { readonly value: string; readonly label: string }[],
  value: string,
): string {
  return options.find((option) => option.value === value)?.label ?? value;
}

/** The value that a field of this kind holds for what a formula gave; undefined: none. */
export function resultOf(field: FieldDef, given: unknown, currency: string): Reckoned {
  if (given === null || given === undefined) return { ok: true, value: undefined };
  switch (field.kind) {
    case 'text':
      return textResult(given);
    case 'boolean':
      return typeof given === 'boolean' ? { ok: true, value: given } : wrong(given, 'yes or no');
    case 'date':
      return dateResult(given);
    case 'number':
    case 'percent':
    case 'money': {
      const number = typeof given === 'bigint' ? Number(given) : given;
      if (typeof number !== 'number') return wrong(given, 'a number');
      if (!Number.isFinite(number)) return { ok: false, reason: 'divides by zero' };
      if (field.kind !== 'money') return { ok: true, value: number };
      const amountMinor = Math.round(number * 10 ** minorDigits(currency)) + 0;
      return Number.isSafeInteger(amountMinor)
        ? { ok: true, value: { amountMinor, currency } }
        : { ok: false, reason: 'gives too large an amount' };
    }
    default:
      return { ok: false, reason: `cannot give a ${field.kind}` };
  }
}

function textResult(given: unknown): Reckoned {
  const text = given instanceof Date ? given.toISOString().slice(0, 10) : asText(given);
  if (text === undefined) return wrong(given, 'a text');
  const value = text.slice(0, TEXT_MAX_CHARS);
  return { ok: true, value: value === '' ? undefined : value };
}

function asText(given: unknown): string | undefined {
  return typeof given === 'string' ||
    typeof given === 'number' ||
    typeof given === 'bigint' ||
    typeof given === 'boolean'
    ? String(given)
    : undefined;
}

function dateResult(given: unknown): Reckoned {
  if (given instanceof Date) {
    return Number.isNaN(given.getTime())
      ? { ok: false, reason: 'gives a day that there is not' }
      : { ok: true, value: given.toISOString().slice(0, 10) };
  }
  return typeof given === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(given)
    ? { ok: true, value: given }
    : wrong(given, 'a date');
}

function wrong(given: unknown, wanted: string): Reckoned {
  const gives =
    typeof given === 'string'
      ? 'a text'
      : typeof given === 'boolean'
        ? 'yes or no'
        : typeof given === 'number' || typeof given === 'bigint'
          ? 'a number'
          : given instanceof Date
            ? 'a date'
            : 'something else';
  return { ok: false, reason: `gives ${gives}, and this field holds ${wanted}` };
}
