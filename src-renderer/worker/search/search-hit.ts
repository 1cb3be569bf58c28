/** What a person sees of a record that was found: its name, what tells it apart, and why it was found. */
import { formatValue, searchTexts } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import type { FormatContext } from '../../../crm/kernel/field-kind.ts';
import { phoneReadings } from './phone-readings.ts';
import { closenessTo } from './closeness.ts';
import type { Found } from './entity-index.ts';
import { INDEXED_TEXT_MAX_CHARS, wordsOf } from './words.ts';

export interface SearchHit {
  readonly entity: string;
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  /** The field that matched and its text, shortened around the match. */
  readonly field: string;
  readonly text: string;
  /** Larger is better; compares over all entities. */
  readonly score: number;
}

/** In place of a field: what matched stands in the text of the note. */
const NOTE = 'notes';

const TEXT_MAX_CHARS = 160;

export function describe(
  entity: EntityDef,
  { row, title, score }: Found,
  asked: string,
  context: FormatContext,
  /** The text of its note, where that is searched. */
  note = '',
): SearchHit {
  const field = matchingField(entity, row, asked, note);
  if (field === NOTE) {
    const { subtitle } = describe(entity, { row, title, score }, title, context);
    const text = aroundMatch(note, asked);
    return { entity: entity.name, id: row.id, title, score, subtitle, field: NOTE, text };
  }
  const definition = field === undefined ? undefined : entity.fields[field];
  return {
    entity: entity.name,
    id: row.id,
    title,
    score,
    subtitle: entity.subtitleFields
      .map((key) => {
        const own = entity.fields[key];
        return own === undefined ? '' : formatValue(own, row[key], context);
      })
      .filter((text) => text !== '')
      .join(' · '),
    field: field ?? entity.titleFields[0] ?? '',
    text:
      definition === undefined || field === undefined
        ? title
        : aroundMatch(formatValue(definition, row[field], context), asked),
  };
}

/** The field in which most of the words are found; of several the title first. */
function matchingField(
  entity: EntityDef,
  row: AnyRow,
  asked: string,
  note: string,
): string | undefined {
  const words = wordsOf(asked).map(closenessTo);
  const phones = phoneReadings(asked).map(closenessTo);
  let best: string | undefined;
  let bestScore = 0;
  const texts = note === '' ? [] : [{ field: NOTE, text: note.slice(0, INDEXED_TEXT_MAX_CHARS) }];
  for (const { field, text } of [...searchTexts(entity, row), ...texts]) {
    const own = wordsOf(text);
    const closest = (closeness: (word: string) => number): number =>
      Math.max(0, ...own.map(closeness));
    const byWords = words.reduce((sum, word) => sum + closest(word), 0);
    const byPhone = Math.max(0, ...phones.map(closest)) * words.length;
    const score = Math.max(byWords, byPhone);
    // Of two as close the title: half a step, because closeness goes by whole ones.
    const preferred = score > 0 && entity.titleFields.includes(field) ? score + 0.5 : score;
    if (preferred <= bestScore) continue;
    best = field;
    bestScore = preferred;
  }
  return best;
}

/** In one line. */
function aroundMatch(whole: string, asked: string): string {
  const text = whole.replaceAll(/\s+/gu, ' ');
  if (text.length <= TEXT_MAX_CHARS) return text;
  const first = wordsOf(asked)[0] ?? '';
  const at = Math.max(0, text.toLowerCase().indexOf(first));
  const from = Math.max(0, Math.min(at - TEXT_MAX_CHARS / 4, text.length - TEXT_MAX_CHARS));
  const cut = text.slice(from, from + TEXT_MAX_CHARS).trim();
  return `${from > 0 ? '…' : ''}${cut}${from + TEXT_MAX_CHARS < text.length ? '…' : ''}`;
}
