/** What a person sees of a record that was found: its name, what tells it apart, and why it was found. */
import { formatValue, searchTexts, titleOf } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import type { FormatContext } from '../../../crm/kernel/field-kind.ts';
import { phoneReadings } from './phone-readings.ts';
import { closenessOf } from './vocabulary.ts';
import { wordsOf } from './words.ts';

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

const TEXT_MAX_CHARS = 160;

export function describe(
  entity: EntityDef,
  row: AnyRow,
  asked: string,
  context: FormatContext,
): Omit<SearchHit, 'score'> {
  const field = matchingField(entity, row, asked);
  const definition = field === undefined ? undefined : entity.fields[field];
  const title = titleOf(entity, row);
  return {
    entity: entity.name,
    id: row.id,
    title,
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
function matchingField(entity: EntityDef, row: AnyRow, asked: string): string | undefined {
  const words = wordsOf(asked);
  const phones = phoneReadings(asked);
  const inTitle = (field: string): boolean => entity.titleFields.includes(field);
  let best: string | undefined;
  let bestScore = 0;
  for (const { field, text } of searchTexts(entity, row)) {
    const own = wordsOf(text);
    const byWords = words.reduce((sum, word) => sum + closest(own, word), 0);
    const byPhone = phones.some((phone) => closest(own, phone) > 0) ? words.length : 0;
    const score = Math.max(byWords, byPhone) + (inTitle(field) ? 0.5 : 0);
    if (score > bestScore && Math.max(byWords, byPhone) > 0) {
      best = field;
      bestScore = score;
    }
  }
  return best;
}

/** 0 for no match, more the closer it is. */
function closest(own: readonly string[], word: string): number {
  let best = 0;
  for (const candidate of own) {
    const closeness = closenessOf(candidate, word);
    if (closeness !== undefined) best = Math.max(best, closeness + 1);
  }
  return best;
}

function aroundMatch(text: string, asked: string): string {
  if (text.length <= TEXT_MAX_CHARS) return text;
  const first = wordsOf(asked)[0] ?? '';
  const at = Math.max(0, text.toLowerCase().indexOf(first));
  const from = Math.max(0, Math.min(at - TEXT_MAX_CHARS / 4, text.length - TEXT_MAX_CHARS));
  const cut = text.slice(from, from + TEXT_MAX_CHARS).trim();
  return `${from > 0 ? '…' : ''}${cut}${from + TEXT_MAX_CHARS < text.length ? '…' : ''}`;
}
