/** A change of the history in words. */
import type { HistoryEntry } from '../../../crm/contracts/rpc/record.rpc.ts';
import { formatValue } from '../../../crm/kernel/derive.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { kindOf, type FieldDef } from '../../../crm/kernel/field-kinds.ts';
import type { FormatContext, Json } from '../../../crm/kernel/field-kind.ts';
import { addressInWords, type Address } from '../../../crm/kernel/fields/address.field.ts';
import { ruleInWords } from '../../../crm/modules/activity/recurrence.ts';

type Change = HistoryEntry['changes'][number];

export interface ChangeText {
  readonly label: string;
  /** null: there was nothing. */
  readonly from: string | null;
  readonly to: string | null;
}

export function changeText(entity: EntityDef, change: Change, context: FormatContext): ChangeText {
  const { slot } = change;
  const field = entity.fields[slot.field];
  if (slot.field === 'createdAt') return { label: 'Created', from: null, to: '' };
  if (slot.field === 'archivedAt') {
    return {
      label: change.to === null ? 'Brought back from the archive' : 'Archived',
      from: null,
      to: '',
    };
  }
  if (field === undefined) {
    return { label: slot.field, from: plain(change.from), to: plain(change.to) };
  }
  if (slot.member !== undefined) {
    const member = format(field, [slot.member], context);
    const was = change.from === true;
    return {
      label: field.label,
      from: was ? member : null,
      to: change.to === true ? member : null,
    };
  }
  if (slot.column !== undefined) {
    const column = field.kind === 'rows' ? field.columns[slot.column] : undefined;
    // Where a row stands among the others says nothing by itself.
    if (column?.inner === true) return { label: `${field.label}: order`, from: null, to: '' };
    return {
      label: `${field.label}: ${column?.label ?? slot.column}`,
      from: column === undefined ? plain(change.from) : value(column, change.from, context),
      to: column === undefined ? plain(change.to) : value(column, change.to, context),
    };
  }
  return {
    label: field.label,
    from: value(field, change.from, context),
    to: value(field, change.to, context),
  };
}

function value(field: FieldDef, json: Json, context: FormatContext): string | null {
  return json === null ? null : format(field, json, context);
}

function format(field: FieldDef, json: Json, context: FormatContext): string {
  // A value written by a newer desktop may not be one that this version knows.
  const valid = kindOf(field).schema(field).safeParse(json);
  if (field.kind === 'text' && field.language === 'recurrence' && typeof json === 'string')
    return ruleInWords(json);
  if (field.kind === 'address' && valid.success) return addressInWords(valid.data as Address);
  return valid.success
    ? formatValue(field, valid.data, context) || plain(json) || ''
    : (plain(json) ?? '');
}

function plain(json: Json): string | null {
  if (json === null) return null;
  return typeof json === 'string' ? json : JSON.stringify(json);
}
