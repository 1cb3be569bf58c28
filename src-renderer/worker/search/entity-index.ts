/** The words of one entity's records and the records of each word. */
import MiniSearch, { type SearchResult } from 'minisearch';
import { searchTexts, titleOf } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { phoneReadings } from './phone-readings.ts';
import { closenessOf, CLOSENESS, Vocabulary, type Expansion } from './vocabulary.ts';
import { INDEXED_TEXT_MAX_CHARS, wordsOf } from './words.ts';

/** Best first: the title is it, or begins so; all words begin words of the title; are in it; are elsewhere; nearly. */
export const RANK = { nearly: 0, elsewhere: 1, inTitle: 2, inTitleStarts: 3, titleStarts: 4, title: 5 } as const;
export type Rank = (typeof RANK)[keyof typeof RANK];

export interface Found {
  readonly row: AnyRow;
  readonly rank: Rank;
  /** BM25; compares only within a rank. */
  readonly weight: number;
}

interface AskedWord {
  /** The word, or several readings of which any will do. */
  readonly readings: readonly string[];
  readonly expansion: Expansion;
}

export class EntityIndex {
  readonly entity: EntityDef;
  readonly #mini: MiniSearch<AnyRow>;
  readonly #vocabulary = new Vocabulary();
  /** By id, as indexed: taking a row out needs the very texts that were put in. */
  readonly #rows = new Map<string, AnyRow>();

  /** The words that the last record put in or taken out was cut into: the vocabulary counts the very same. */
  #cut: string[] = [];

  constructor(entity: EntityDef) {
    this.entity = entity;
    this.#mini = new MiniSearch<AnyRow>({
      fields: ['title', 'other'],
      extractField: (row, field) => {
        if (field === 'title') return titleOf(entity, row);
        return field === 'other' ? this.#otherText(row) : row.id;
      },
      tokenize: (text) => {
        const words = wordsOf(text);
        this.#cut.push(...words);
        return words;
      },
      processTerm: (word) => word,
      autoVacuum: false,
    });
  }

  get count(): number {
    return this.#rows.size;
  }

  /** Makes the index hold `row` and nothing else under its id; undefined takes the record out. */
  put(id: string, row: AnyRow | undefined): void {
    const before = this.#rows.get(id);
    if (before === row) return;
    if (before !== undefined) {
      this.#cut = [];
      this.#mini.remove(before);
      this.#vocabulary.remove(this.#cut);
      this.#rows.delete(id);
    }
    if (row !== undefined) {
      this.#cut = [];
      this.#mini.add(row);
      this.#vocabulary.add(this.#cut);
      this.#rows.set(id, row);
    }
  }

  /** The best `limit` records in which every word occurs, the best first. */
  find(text: string, limit: number): readonly Found[] {
    const best = new Map<string, Found>();
    for (const asked of this.#readingsOf(text)) {
      for (const found of this.#findAll(asked, text, limit)) {
        const known = best.get(found.row.id);
        if (known === undefined || isBetter(found, known)) best.set(found.row.id, found);
      }
    }
    return [...best.values()].toSorted((a, b) => (isBetter(a, b) ? -1 : 1)).slice(0, limit);
  }

  /** As words, all of which must occur; and, where it may be one, as a phone number. */
  #readingsOf(text: string): readonly (readonly AskedWord[])[] {
    const words = [...new Set(wordsOf(text))].map((word): AskedWord => {
      const withoutZeros = /^0+\d{3,}$/.test(word) ? word.replace(/^0+/, '') : word;
      const readings = [...new Set([word, withoutZeros])];
      return { readings, expansion: this.#vocabulary.expand(readings) };
    });
    const phones = phoneReadings(text);
    const asWords = words.length === 0 ? [] : [words];
    if (phones.length === 0) return asWords;
    return [...asWords, [{ readings: phones, expansion: this.#vocabulary.expand(phones) }]];
  }

  #findAll(asked: readonly AskedWord[], text: string, limit: number): readonly Found[] {
    if (asked.some(({ expansion }) => expansion.words.size === 0)) return [];
    const byPostings = asked.toSorted((a, b) => a.expansion.postings - b.expansion.postings);
    // The rarest word leads; words cut short by the bound are checked on the records that the others lead to.
    const leading = byPostings.filter(({ expansion }, index) => index === 0 || expansion.complete);
    const checked = byPostings.filter((word) => !leading.includes(word));
    const results = this.#mini.search({
      combineWith: 'AND',
      queries: leading.map(({ expansion }) => ({
        combineWith: 'OR',
        tokenize: () => [...expansion.words.keys()],
        boostTerm: (word) => 1 + (expansion.words.get(word) ?? 0),
        queries: [''],
      })),
    });
    const ranked = results
      .map((result) => ({ result, rank: rankOf(result, leading) }))
      .toSorted((a, b) => b.rank - a.rank || b.result.score - a.result.score);
    const found: Found[] = [];
    // More than asked for, because whether the whole title is meant shows only now.
    for (const { result, rank } of ranked) {
      if (found.length >= limit * 4) break;
      const row = this.#rows.get(result.id as string);
      if (row === undefined || !this.#hasAll(row, checked)) continue;
      found.push({ row, weight: result.score, rank: this.#rankByTitle(row, rank, text) });
    }
    return found;
  }

  #hasAll(row: AnyRow, words: readonly AskedWord[]): boolean {
    if (words.length === 0) return true;
    const own = this.#wordsOf(row);
    return words.every(({ readings }) =>
      readings.some((reading) => own.some((word) => closenessOf(word, reading) !== undefined)),
    );
  }

  #rankByTitle(row: AnyRow, rank: Rank, text: string): Rank {
    if (rank < RANK.inTitleStarts) return rank;
    const title = wordsOf(titleOf(this.entity, row)).join(' ');
    const asked = wordsOf(text).join(' ');
    if (title === asked) return RANK.title;
    return title.startsWith(asked) ? RANK.titleStarts : rank;
  }

  #wordsOf(row: AnyRow): readonly string[] {
    return [...wordsOf(titleOf(this.entity, row)), ...wordsOf(this.#otherText(row))];
  }

  #otherText(row: AnyRow): string {
    return searchTexts(this.entity, row)
      .filter(({ field }) => !this.entity.titleFields.includes(field))
      .map(({ text }) => text.slice(0, INDEXED_TEXT_MAX_CHARS))
      .join('\n');
  }
}

/** As good as the word of the question that is answered worst. */
function rankOf({ match }: SearchResult, asked: readonly AskedWord[]): Rank {
  let worst: Rank = RANK.inTitleStarts;
  for (const { expansion } of asked) {
    let best: Rank = RANK.nearly;
    for (const word in match) {
      const closeness = expansion.words.get(word);
      if (closeness === undefined) continue;
      const rank = rankOfWord(closeness >= CLOSENESS.start, closeness, match[word]?.includes('title') === true);
      if (rank > best) best = rank;
    }
    if (best < worst) worst = best;
  }
  return worst;
}

function rankOfWord(starts: boolean, closeness: number, inTitle: boolean): Rank {
  if (closeness === CLOSENESS.slip) return RANK.nearly;
  if (!inTitle) return RANK.elsewhere;
  return starts ? RANK.inTitleStarts : RANK.inTitle;
}

export function isBetter(a: Found, b: Found): boolean {
  if (a.rank !== b.rank) return a.rank > b.rank;
  if (a.weight !== b.weight) return a.weight > b.weight;
  return a.row.id < b.row.id;
}
