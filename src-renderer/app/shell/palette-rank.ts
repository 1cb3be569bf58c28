/** How well what Ctrl-K offers suits what was typed. Pure. */
import { fold } from '../../../crm/kernel/text-folding.ts';

export interface Choice {
  readonly key: string;
  readonly icon: string;
  readonly title: string;
  readonly note: string;
  readonly run: () => void;
}

/** 0 begins like it, 1 has all words at beginnings of words, 2 has them somewhere; undefined: does not suit. */
export function rankOf({ title, note }: Choice, text: string): 0 | 1 | 2 | undefined {
  const wanted = fold(text);
  const name = fold(title);
  if (name.startsWith(wanted)) return 0;
  const words = wanted.split(' ');
  const whole = `${name} ${fold(note)}`;
  if (words.every((word) => whole.split(/[\s:]+/).some((part) => part.startsWith(word)))) return 1;
  return words.every((word) => whole.includes(word)) ? 2 : undefined;
}

export interface Suited {
  readonly choices: readonly Choice[];
  /** Of the best of them. */
  readonly rank: number;
}

/** Those that suit, the best first; equals stay as they were. */
export function suited(choices: readonly Choice[], text: string, limit: number): Suited {
  const found = choices
    .map((choice) => ({ choice, rank: rankOf(choice, text) }))
    .filter((entry) => entry.rank !== undefined)
    .toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  return {
    choices: found.slice(0, limit).map(({ choice }) => choice),
    rank: found[0]?.rank ?? Number.POSITIVE_INFINITY,
  };
}
