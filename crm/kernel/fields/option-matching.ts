/** Choices and how a written word finds one: exact, by alias, or as an offer when it is a near miss. */
import type { Parsed } from '../field-kind.ts';
import { fold } from '../text-folding.ts';

export interface Option {
  /** Stored. Never changes once used. */
  readonly value: string;
  readonly label: string;
  /** Other spellings that mean this option beyond doubt. */
  readonly aliases?: readonly string[];
  /** Spellings that probably mean it: offered in an import, never taken silently. */
  readonly offers?: readonly string[];
  /** Mantine colour name for its badge. */
  readonly color?: string;
}

/** `'Cold Call'` → `'Cold call'`: files spell their choices like titles, the screens like sentences. */
export function asInSentence(name: string): string {
  return name.replaceAll(/(?<=[\s&]\s?)\p{Lu}(?=\p{Ll})/gu, (letter) => letter.toLowerCase());
}

/** `['High', 'Cold Call']` → options that are stored as they are spelt here, and shown as in a sentence. */
export function optionsOf(...names: readonly string[]): readonly Option[] {
  return names.map((name) => ({ value: name, label: asInSentence(name) }));
}

/** Edit distance with adjacent swaps (optimal string alignment), cut off above `limit`. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      }
      current.push(best);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}

/** Letters and digits only, so that `GTXPro` meets `GTX Pro`. */
const squeezed = (text: string): string => fold(text).replace(/[^\p{L}\p{N}]+/gu, '');

/** Of words five letters or longer two slips are forgiven, of shorter ones one, of three letters none. */
function slipsAllowed(word: string): number {
  return word.length >= 5 ? 2 : word.length > 3 ? 1 : 0;
}

/** The nearest of `candidates` that is probably meant, or undefined when none or several are as near. */
export function nearest<Item>(
  word: string,
  candidates: readonly Item[],
  namesOf: (item: Item) => readonly string[],
): Item | undefined {
  const wanted = squeezed(word);
  let best: Item | undefined;
  let bestDistance = slipsAllowed(wanted) + 1;
  let tied = false;
  for (const item of candidates) {
    for (const name of namesOf(item)) {
      const distance = editDistance(wanted, squeezed(name), bestDistance);
      if (distance < bestDistance) {
        best = item;
        bestDistance = distance;
        tied = false;
      } else if (distance === bestDistance && best !== undefined && item !== best) {
        tied = true;
      }
    }
  }
  return tied ? undefined : best;
}

export function matchOption(input: string, options: readonly Option[]): Parsed<string> {
  const wanted = fold(input);
  if (wanted === '') return { ok: false, reason: 'is empty' };
  for (const option of options) {
    if (fold(option.value) === wanted || fold(option.label) === wanted)
      return { ok: true, value: option.value };
  }
  for (const option of options) {
    if (option.aliases?.some((alias) => fold(alias) === wanted))
      return { ok: true, value: option.value };
  }
  const offered =
    options.find((option) => option.offers?.some((offer) => fold(offer) === wanted)) ??
    nearest(input, options, (option) => [
      option.label,
      ...(option.aliases ?? []),
      ...(option.offers ?? []),
    ]);
  return offered === undefined
    ? { ok: false, reason: 'is not one of the choices' }
    : {
        ok: false,
        reason: `is not one of the choices; ${offered.label} is near`,
        offer: offered.value,
      };
}

export function labelOf(value: string, options: readonly Option[]): string {
  return options.find((option) => option.value === value)?.label ?? value;
}
