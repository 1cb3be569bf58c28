import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filled, openPlaces, placeholders, strangersIn, type ReplyFacts } from './placeholders.ts';

const facts: ReplyFacts = {
  'contact.firstName': 'Ada',
  'ticket.number': 'T-7',
  'account.name': ' ',
  'me.name': 'Anna Berg',
};

describe('a saved reply', () => {
  test.each<readonly [string, string, readonly string[]]>([
    ['Dear {{contact.firstName}},', 'Dear Ada,', []],
    ['{{ ticket.number }} by {{me.name}}', 'T-7 by Anna Berg', []],
    ['{{contact.firstName}} {{contact.firstName}}', 'Ada Ada', []],
    ['no places at all', 'no places at all', []],
    // What is not known, or is blank, stays for a person to see.
    ['Dear {{contact.lastName}},', 'Dear {{contact.lastName}},', ['contact.lastName']],
    ['at {{account.name}}', 'at {{account.name}}', ['account.name']],
    ['{{contact.fristName}}', '{{contact.fristName}}', ['contact.fristName']],
    ['{{}} {x} {{{', '{{}} {x} {{{', []],
  ])('“%s” becomes “%s”', (text, expected, open) => {
    expect(filled(text, facts)).toBe(expected);
    expect(openPlaces(filled(text, facts))).toEqual(open);
  });

  test('names what no ticket could ever fill', () => {
    expect(strangersIn('{{contact.fristName}} {{today}} {{x}} {{x}}')).toEqual([
      'contact.fristName',
      'x',
    ]);
  });

  test('is never blank where something was to stand: a place is filled or still open', () => {
    const names = placeholders.map(({ name }) => name);
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 6 }),
        fc.dictionary(fc.constantFrom(...names), fc.constantFrom('', ' ', 'x', 'Ada Lovelace')),
        (places, known) => {
          const text = filled(places.map((name) => `[{{${name}}}]`).join(''), known);
          expect(text).not.toMatch(/\[\s*\]/);
          const missing = places.filter((name) => (known[name] ?? '').trim() === '');
          expect(openPlaces(text)).toEqual([...new Set(missing)]);
        },
      ),
      { numRuns: 200, seed: 7 },
    );
  });
});
