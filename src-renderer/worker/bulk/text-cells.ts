/** Texts as a person or a spreadsheet wrote them, read into values by the field kinds, cell by cell. */
import type { BulkEdit, UnreadCell } from '../../../crm/contracts/rpc/bulk.rpc.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { ParseContext, Parsed } from '../../../crm/kernel/field-kind.ts';
import { kindOf, type FieldDef } from '../../../crm/kernel/field-kinds.ts';
import type { RecordIndex } from '../import/record-index.ts';

type Texts = Extract<BulkEdit, { readonly kind: 'texts' }>;

export interface ReadRow {
  readonly id: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly unread: readonly Omit<UnreadCell, 'title'>[];
}

export interface TextReading extends Omit<ParseContext, 'findRecord'> {
  readonly index: RecordIndex;
}

export function readTexts(
  entity: EntityDef,
  { fields }: Texts,
  { id, texts }: Texts['rows'][number],
  reading: TextReading,
): ReadRow {
  const values: Record<string, unknown> = {};
  const unread: Omit<UnreadCell, 'title'>[] = [];
  texts.forEach((text, at) => {
    const key = fields[at];
    if (key === undefined) return;
    const read = readCell(entity.fields[key], text.trim(), reading);
    if (read.ok) values[key] = read.value;
    else unread.push({ id, field: key, text, reason: read.reason });
  });
  return { id, values, unread };
}

function readCell(
  field: FieldDef | undefined,
  text: string,
  reading: TextReading,
): Parsed<unknown> {
  if (field === undefined) return { ok: false, reason: 'is not a field here' };
  if (field.readOnly === true) return { ok: false, reason: 'cannot be changed by hand' };
  if (text === '') {
    return field.required === true
      ? { ok: false, reason: 'must not be empty' }
      : { ok: true, value: null };
  }
  const { index } = reading;
  const read = kindOf(field).parse(text, field, {
    ...reading,
    findRecord: (to, name) => (to === '*' ? undefined : index.idOf(to, name)),
  });
  if (read.ok) return field.kind === 'dateTime' ? ownTime(text, read.value as string) : read;
  const to = field.kind === 'user' ? 'user' : field.kind === 'link' ? field.to : undefined;
  const named = to === undefined ? undefined : index.find(to, text);
  return named?.found === 'several'
    ? { ok: false, reason: `could be any of ${named.count} records of that name` }
    : { ok: false, reason: read.reason };
}

/** The kind reads a time without a zone as UTC, as files have it; a person means their own clock. */
function ownTime(text: string, utc: string): Parsed<string> {
  if (/(Z|[+-]\d\d:?\d\d)$/.test(text)) return { ok: true, value: utc };
  return { ok: true, value: new Date(utc.slice(0, -1)).toISOString() };
}
