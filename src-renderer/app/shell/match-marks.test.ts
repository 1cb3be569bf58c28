import { describe, expect, it } from 'vitest';
import { matchSpans } from './match-marks.tsx';

const marked = (text: string, ...words: string[]): string =>
  matchSpans(text, words)
    .map((span) => (span.hit ? `[${span.text}]` : span.text))
    .join('');

describe('the match shown in a result', () => {
  it('is found without case and accents, and shown as written', () => {
    expect(marked('Atelier Brûlé', 'brule')).toBe('Atelier [Brûlé]');
    expect(marked('Straße 7', 'strasse')).toBe('[Straße] 7');
  });

  it('is every word, wherever it stands', () => {
    expect(marked('Savanna Mobile Money', 'mon', 'ann')).toBe('Sav[ann]a Mobile [Mon]ey');
  });

  it('is nothing where nothing matches', () => {
    expect(marked('Acme', 'zzz', '')).toBe('Acme');
  });

  it('loses no letter of the text', () => {
    const text = 'Zażółć gęślą jaźń 😀';
    expect(
      matchSpans(text, ['gesla', 'a'])
        .map((span) => span.text)
        .join(''),
    ).toBe(text);
  });
});
