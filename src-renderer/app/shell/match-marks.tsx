import { fold } from '../../../crm/kernel/text-folding.ts';

interface Span {
  readonly text: string;
  readonly hit: boolean;
}

/** Where words stand in a text as search sees it: without case and accents, in the text as it is written. */
export function matchSpans(text: string, words: readonly string[]): readonly Span[] {
  const chars = Array.from(text);
  const folded = chars.map((char) => fold(char) || (/\s/.test(char) ? ' ' : ''));
  const hits = chars.map(() => false);
  for (const word of words.map(fold).filter((part) => part !== '')) {
    for (let start = 0; start < chars.length; start++) {
      let at = start;
      let read = '';
      while (at < chars.length && read.length < word.length) read += folded[at++] ?? '';
      if (read !== word) continue;
      for (let index = start; index < at; index++) hits[index] = true;
    }
  }
  const spans: { text: string; hit: boolean }[] = [];
  for (const [index, char] of chars.entries()) {
    const last = spans.at(-1);
    const hit = hits[index] === true;
    if (last !== undefined && last.hit === hit) last.text += char;
    else spans.push({ text: char, hit });
  }
  return spans;
}

export function Marked({
  text,
  words,
}: {
  readonly text: string;
  readonly words: readonly string[];
}) {
  let at = 0;
  return matchSpans(text, words).map((span) => {
    const key = at;
    at += span.text.length;
    return span.hit ? <mark key={key}>{span.text}</mark> : <span key={key}>{span.text}</span>;
  });
}
