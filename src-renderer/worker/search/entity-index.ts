/** The search index of one entity. */
import { searchTexts, titleOf } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { closenessTo, type Closeness } from './closeness.ts';
import { phoneReadings } from './phone-readings.ts';
import { Postings, PLACE, type Place } from './postings.ts';
import { INDEXED_TEXT_MAX_CHARS, tellingWords, wordsOf } from './words.ts';

export interface Found {
  readonly row: AnyRow;
  readonly title: string;
  /** Larger is better; compares over all entities. */
  readonly score: number;
}

export interface Alike {
  readonly row: AnyRow;
  readonly score: number;
  /** What they have in common, the most telling first; folded. */
  readonly words: readonly string[];
}

/** Twice as much is said by a word that the title has. */
const WORTH_IN_TITLE = 2;

/** By closeness (none, slip, middle, start, whole) and place: the title first, its beginning before its other words. */
const LEVELS: readonly (readonly [elsewhere: number, title: number, titleStart: number])[] = [
  [0, 0, 0],
  [1, 2, 2],
  [3, 6, 6],
  [4, 7, 9],
  [5, 8, 10],
];
const LEVEL_MAX = 10;
const WHOLE_WORDS_IN_TITLE = 8;
/** Above every level: the title is what was asked for, word for word. */
const TITLE_ITSELF = LEVEL_MAX + 1;
/** Words of a question beyond this many are not looked at: a pasted page would otherwise stall the worker. */
const ASKED_WORDS_MAX = 12;
/** A level is worth more than all the levels of all words together. */
const LEVEL_STEP = LEVEL_MAX * ASKED_WORDS_MAX + 1;
/** Of equally good records only so many are looked at more closely. */
const CANDIDATES_MIN = 1000;

/** Several readings of one word, of which any will do. */
type AskedWord = readonly string[];

export class EntityIndex {
  #entity: EntityDef;
  readonly #postings = new Postings();
  readonly #slots = new Map<string, number>();
  /** By slot, as indexed: taking a record out needs the very texts that were put in. */
  readonly #rows: (AnyRow | undefined)[] = [];
  /** The text of its note, as indexed, where that is searched. */
  readonly #notes = new Map<number, string>();
  readonly #free: number[] = [];

  constructor(entity: EntityDef) {
    this.#entity = entity;
  }

  get entity(): EntityDef {
    return this.#entity;
  }

  /** Another definition under which what is held here is found by the same words. */
  redefine(entity: EntityDef): void {
    this.#entity = entity;
  }

  /** Whether a record here has a value in one of these fields. */
  holdsAny(keys: readonly string[]): boolean {
    return this.#rows.some(
      (row) => row !== undefined && keys.some((key) => row[key] !== undefined),
    );
  }

  /** Makes the index hold `row` and nothing else under its id; undefined takes the record out. */
  put(id: string, row: AnyRow | undefined, note = ''): void {
    const known = this.#slots.get(id);
    const before = known === undefined ? undefined : this.#rows[known];
    const noteBefore = known === undefined ? '' : (this.#notes.get(known) ?? '');
    if (before === row && noteBefore === note) return;
    if (before !== undefined && known !== undefined) {
      this.#eachWord(before, noteBefore, (word, place) =>
        this.#postings.remove(word, known, place),
      );
      this.#notes.delete(known);
    }
    if (row === undefined) {
      if (known === undefined) return;
      this.#slots.delete(id);
      this.#rows[known] = undefined;
      this.#free.push(known);
      return;
    }
    const slot = known ?? this.#free.pop() ?? this.#rows.length;
    this.#slots.set(id, slot);
    this.#rows[slot] = row;
    if (note !== '') this.#notes.set(slot, note);
    this.#eachWord(row, note, (word, place) => this.#postings.add(word, slot, place));
  }

  /** Those that have most in common with a text, the best first, and by which of its words. */
  alike(text: string, limit: number): readonly Alike[] {
    const size = this.#slots.size;
    const scores = new Map<number, { score: number; words: Map<string, number> }>();
    for (const word of tellingWords(text)) {
      const places: [slot: number, place: Place][] = [];
      this.#postings.match(
        (own) => (own === word ? 1 : 0),
        (slot, place) => void places.push([slot, place]),
      );
      // A word that most of them have tells none from another.
      const rarity = Math.log(1 + size / Math.max(1, places.length));
      for (const [slot, place] of places) {
        const here = scores.get(slot) ?? { score: 0, words: new Map<string, number>() };
        const worth = rarity * (place === PLACE.elsewhere ? 1 : WORTH_IN_TITLE);
        here.score += worth;
        here.words.set(word, worth);
        scores.set(slot, here);
      }
    }
    return [...scores]
      .flatMap(([slot, { score, words }]) => {
        const row = this.#rows[slot];
        if (row === undefined) return [];
        const byWorth = [...words].toSorted(([, a], [, b]) => b - a).map(([word]) => word);
        return [{ row, score, words: byWorth }];
      })
      .toSorted((a, b) => b.score - a.score || (a.row.id < b.row.id ? -1 : 1))
      .slice(0, limit);
  }

  noteOf(id: string): string {
    const slot = this.#slots.get(id);
    return slot === undefined ? '' : (this.#notes.get(slot) ?? '');
  }

  /** The best `limit` records in which every word occurs, the best first. */
  find(text: string, limit: number): readonly Found[] {
    const words = [...new Set(wordsOf(text))].slice(0, ASKED_WORDS_MAX);
    const scores = this.#scoresOf(words.map(readingsOf));
    const phones = phoneReadings(text);
    if (phones.length > 0) {
      const asPhone = this.#scoresOf([phones]);
      for (let slot = 0; slot < scores.length; slot++) {
        scores[slot] = Math.max(scores[slot] as number, asPhone[slot] as number);
      }
    }
    const asked = wordsOf(text).join(' ');
    return bestSlots(scores, Math.max(limit * 4, CANDIDATES_MIN))
      .map((slot) => this.#found(slot, scores[slot] as number, asked))
      .filter((found) => found !== undefined)
      .toSorted(byScore)
      .slice(0, limit);
  }

  /** By slot: 0, or the level of the word answered worst, and among equals the sum of the levels. */
  #scoresOf(words: readonly AskedWord[]): Uint16Array {
    const size = this.#rows.length;
    const worst = new Uint8Array(size);
    const sums = new Uint16Array(size);
    for (const [index, readings] of words.entries()) {
      const levels = this.#levelsOf(readings);
      for (let slot = 0; slot < size; slot++) {
        const level = levels[slot] as number;
        worst[slot] = index === 0 ? level : Math.min(worst[slot] as number, level);
        sums[slot] = (sums[slot] as number) + level;
      }
    }
    for (let slot = 0; slot < size; slot++) {
      const level = worst[slot] as number;
      sums[slot] = level === 0 ? 0 : level * LEVEL_STEP + (sums[slot] as number);
    }
    return sums;
  }

  #levelsOf(readings: AskedWord): Uint8Array {
    const levels = new Uint8Array(this.#rows.length);
    for (const reading of readings) {
      this.#postings.match<Closeness>(closenessTo(reading), (slot, place, closeness) => {
        const level = LEVELS[closeness]?.[place] ?? 0;
        if (level > (levels[slot] as number)) levels[slot] = level;
      });
    }
    return levels;
  }

  #found(slot: number, score: number, asked: string): Found | undefined {
    const row = this.#rows[slot];
    if (row === undefined) return undefined;
    const title = titleOf(this.#entity, row);
    const isIt = score >= WHOLE_WORDS_IN_TITLE * LEVEL_STEP && wordsOf(title).join(' ') === asked;
    return { row, title, score: isIt ? TITLE_ITSELF * LEVEL_STEP : score };
  }

  #eachWord(row: AnyRow, noted: string, visit: (word: string, place: Place) => void): void {
    const places = new Map<string, Place>();
    const note = (word: string, place: Place): void => {
      if (place > (places.get(word) ?? -1)) places.set(word, place);
    };
    for (const [index, word] of wordsOf(titleOf(this.#entity, row)).entries()) {
      note(word, index === 0 ? PLACE.titleStart : PLACE.title);
    }
    for (const { field, text } of searchTexts(this.#entity, row)) {
      // The title's own fields once more: a number is found without its prefix, too.
      const place = this.#entity.titleFields.includes(field) ? PLACE.title : PLACE.elsewhere;
      for (const word of wordsOf(text.slice(0, INDEXED_TEXT_MAX_CHARS))) note(word, place);
    }
    for (const word of wordsOf(noted.slice(0, INDEXED_TEXT_MAX_CHARS))) note(word, PLACE.elsewhere);
    for (const [word, place] of places) visit(word, place);
  }
}

/** `0301` may be written `+49 301`. */
function readingsOf(word: string): AskedWord {
  return /^0+[1-9]\d{2,}$/.test(word) ? [word, word.replace(/^0+/, '')] : [word];
}

/** The slots with the best scores: at least `wanted` if there are so many, whole scores at a time, then cut. */
function bestSlots(scores: Uint16Array, wanted: number): readonly number[] {
  const counts = new Map<number, number>();
  for (const score of scores) if (score > 0) counts.set(score, (counts.get(score) ?? 0) + 1);
  let least = Number.POSITIVE_INFINITY;
  let enough = 0;
  for (const [score, count] of [...counts].toSorted(([a], [b]) => b - a)) {
    if (enough >= wanted) break;
    least = score;
    enough += count;
  }
  const above: number[] = [];
  const equal: number[] = [];
  for (let slot = 0; slot < scores.length; slot++) {
    const score = scores[slot] as number;
    if (score > least) above.push(slot);
    else if (score === least && equal.length < wanted) equal.push(slot);
  }
  return [...above, ...equal].slice(0, wanted);
}

/** Among equally good ones the shorter title says more exactly what was asked for. */
export function byScore(a: Found, b: Found): number {
  if (a.score !== b.score) return b.score - a.score;
  if (a.title.length !== b.title.length) return a.title.length - b.title.length;
  if (a.title !== b.title) return a.title < b.title ? -1 : 1;
  return a.row.id < b.row.id ? -1 : 1;
}
