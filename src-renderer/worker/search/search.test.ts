import { beforeEach, describe, expect, test } from 'vitest';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { modules } from '../../../crm/modules/registry.ts';
import { createRowStore, type RowStore } from '../rows/row-store.ts';
import { withinOneSlip } from './one-slip.ts';
import { phoneReadings } from './phone-readings.ts';
import { createSearch, type Search } from './search.ts';
import { wordsOf } from './words.ts';

const entities = modules.map(({ entity }) => entity);
let rows: RowStore;
let search: Search;
let pauses: number;
let nowMs: number;

function row(entity: string, id: string, fields: object): AnyRow {
  return { id, entity, createdAt: '2026-01-01T00:00:00.000Z', createdBy: '', ...fields };
}
const emails = (...addresses: string[]) =>
  addresses.map((address, index) => ({ id: `${index}`, address }));
const phones = (...numbers: string[]) =>
  numbers.map((number, index) => ({ id: `${index}`, number }));

function put(...all: readonly AnyRow[]): void {
  rows.apply(all.map((after) => ({ entity: after.entity, id: after.id, after })));
}
const idsFor = (text: string, only?: readonly string[]): readonly string[] =>
  search.search({ text, entities: only, limit: 20 }).hits.map(({ id }) => id);

beforeEach(async () => {
  rows = createRowStore();
  pauses = 0;
  nowMs = 0;
  search = createSearch({
    rows,
    entities: () => entities,
    context: () => ({ locale: 'en', timeZone: 'UTC', titleOf: rows.titleOf }),
    now: () => nowMs,
    pause: () => {
      pauses++;
      return Promise.resolve();
    },
  });
  await search.build();
});

describe('what finds a record', () => {
  test('the beginning of a word finds it', () => {
    put(row('contact', 'c', { firstName: 'Annabelle', lastName: 'Bergström' }));
    expect(idsFor('anna')).toEqual(['c']);
    expect(idsFor('b')).toEqual(['c']);
  });

  test('three letters from the middle of a word find it, two do not', () => {
    put(row('contact', 'c', { lastName: 'Bergström' }));
    expect(idsFor('rgs')).toEqual(['c']);
    expect(idsFor('rg')).toEqual([]);
  });

  test('accents do not matter in either direction', () => {
    put(
      row('contact', 'c', { firstName: 'Élodie', lastName: 'Łaź' }),
      row('contact', 'd', { lastName: 'Lopez' }),
    );
    expect(idsFor('elodie laz')).toEqual(['c']);
    expect(idsFor('LÓPEZ')).toEqual(['d']);
  });

  test('one slip in a word of five letters is forgiven: another, a missing, an extra letter, two swapped', () => {
    put(row('contact', 'c', { lastName: 'Schmidt' }));
    for (const slip of ['schmitt', 'schmdt', 'schmiddt', 'shcmidt'])
      expect(idsFor(slip)).toEqual(['c']);
    expect(idsFor('shcmitt')).toEqual([]);
  });

  test('a slip in a word of four letters is another word', () => {
    put(row('contact', 'c', { lastName: 'Berg' }));
    expect(idsFor('burg')).toEqual([]);
  });

  test.each([
    ['+49 30 901820', 'as it was written'],
    ['4930901820', 'as digits'],
    ['(030) 90 18 20', 'with the national zero and brackets'],
    ['030/90-18-20', 'with slashes and hyphens'],
    ['+49 (0)30 901820', 'with a bracketed zero'],
    ['0049 30 901820', 'with 00 for plus'],
    ['0182', 'by digits of its middle'],
    ['30 90', 'by digits of its middle with a blank'],
  ])('a phone number is found by %s, %s', (asked) => {
    put(row('contact', 'c', { lastName: 'Berg', phones: phones('+49 30 901820') }));
    expect(idsFor(asked)).toEqual(['c']);
  });

  test('a number written nationally is found by its international form', () => {
    put(row('contact', 'c', { lastName: 'Berg', phones: phones('030 901820') }));
    expect(idsFor('+49 30 901820')).toEqual(['c']);
  });

  test('an e-mail address and its domain find the person', () => {
    put(row('contact', 'c', { lastName: 'Berg', emails: emails('ada.berg@north-wind.example') }));
    for (const asked of [
      'ada.berg@north-wind.example',
      'north-wind.example',
      'ada.berg',
      '@north',
    ]) {
      expect(idsFor(asked)).toEqual(['c']);
    }
  });

  test('a ticket is found by its number, with and without its letter', () => {
    put(
      row('ticket', 't', { number: 1042, subject: 'Display flickers' }),
      row('ticket', 'u', { number: 7, subject: 'Noise' }),
    );
    expect(idsFor('T-1042')).toEqual(['t']);
    expect(idsFor('1042')).toEqual(['t']);
  });

  test('names in scripts without blanks are found by any part', () => {
    put(row('account', 'a', { name: '東京電力株式会社' }));
    for (const asked of ['東京', '電力株', '社', '東']) expect(idsFor(asked)).toEqual(['a']);
    expect(idsFor('京東')).toEqual([]);
  });

  test('several words must all occur, in whichever fields', () => {
    put(
      row('contact', 'c', {
        firstName: 'Ada',
        lastName: 'Berg',
        emails: emails('ada@north.example'),
      }),
      row('contact', 'd', { firstName: 'Ada', lastName: 'Holm' }),
    );
    expect(idsFor('ada north')).toEqual(['c']);
    expect(idsFor('north ada holm')).toEqual([]);
  });

  test('a question without words finds nothing', () => {
    put(row('account', 'a', { name: 'Acorn' }));
    expect(idsFor(' – ')).toEqual([]);
  });

  test('only the asked entities are looked through', () => {
    put(row('account', 'a', { name: 'Acorn' }), row('deal', 'd', { name: 'Acorn renewal' }));
    expect(idsFor('acorn', ['deal'])).toEqual(['d']);
  });
});

describe('which comes first', () => {
  test('the title itself, then titles that begin so, then titles with such a word, then other fields, then slips', () => {
    put(
      row('account', 'slip', { name: 'Merble' }),
      row('account', 'elsewhere', { name: 'Zenith', description: 'They sell marble' }),
      row('account', 'middle', { name: 'Supermarble' }),
      row('account', 'word', { name: 'Great Marble Works' }),
      row('account', 'begins', { name: 'Marble Works' }),
      row('account', 'itself', { name: 'Marble' }),
    );
    expect(idsFor('marble')).toEqual(['itself', 'begins', 'word', 'middle', 'elsewhere', 'slip']);
  });

  test('a full name comes before the same words in a longer title', () => {
    put(
      row('activity', 'call', { kind: 'Call', subject: 'Ada Berg about renewal' }),
      row('contact', 'person', { firstName: 'Ada', lastName: 'Berg' }),
    );
    expect(idsFor('ada berg')).toEqual(['person', 'call']);
  });

  test('at most the asked number of hits comes back, the best ones', async () => {
    put(
      ...Array.from({ length: 50 }, (_, index) =>
        row('account', `a${index}`, { name: `Acorn ${index}` }),
      ),
    );
    put(row('account', 'best', { name: 'Acorn' }));
    await search.build();
    const { hits } = search.search({ text: 'acorn', limit: 3 });
    expect(hits).toHaveLength(3);
    expect(hits[0]?.id).toBe('best');
    expect(hits[0]?.score).toBeGreaterThan(hits[1]?.score ?? 0);
  });
});

describe('a hit', () => {
  test('says what was found, in which field, and what tells the record apart', () => {
    put(
      row('account', 'a', { name: 'North Wind' }),
      row('contact', 'c', {
        firstName: 'Ada',
        lastName: 'Berg',
        title: 'Buyer',
        account: 'a',
        phones: phones('+49 30 901820'),
      }),
    );
    expect(search.search({ text: '30 9018', limit: 5 }).hits[0]).toMatchObject({
      entity: 'contact',
      id: 'c',
      title: 'Ada Berg',
      subtitle: 'Buyer · North Wind',
      field: 'phones',
      text: '+49 30 901820',
    });
  });

  test('of a long text shows the part around the match', () => {
    put(
      row('account', 'a', {
        name: 'Acorn',
        description: `${'before '.repeat(60)}needle ${'after '.repeat(60)}`,
      }),
    );
    const text = search.search({ text: 'needle', limit: 5 }).hits[0]?.text ?? '';
    expect(text).toContain('needle');
    expect(text.length).toBeLessThan(200);
  });
});

describe('keeping up', () => {
  test('a changed record is found by its new words and no longer by its old ones', () => {
    put(row('account', 'a', { name: 'Acorn' }));
    put(row('account', 'a', { name: 'Birch' }));
    expect(idsFor('acorn')).toEqual([]);
    expect(idsFor('birch')).toEqual(['a']);
  });

  test('an archived record is not found, a restored one is', () => {
    put(row('account', 'a', { name: 'Acorn' }));
    put(row('account', 'a', { name: 'Acorn', archivedAt: '2026-02-01T00:00:00.000Z' }));
    expect(idsFor('acorn')).toEqual([]);
    put(row('account', 'a', { name: 'Acorn' }));
    expect(idsFor('acorn')).toEqual(['a']);
  });

  test('a record that is gone is not found, also when another takes its place', () => {
    put(row('account', 'a', { name: 'Acorn' }));
    rows.apply([{ entity: 'account', id: 'a', after: undefined }]);
    put(row('account', 'b', { name: 'Birch' }));
    expect(idsFor('acorn')).toEqual([]);
    expect(idsFor('birch')).toEqual(['b']);
  });

  test('a large batch is indexed in slices, and until then the answer says that there may be more', async () => {
    const many = Array.from({ length: 500 }, (_, index) =>
      row('account', `a${index}`, { name: `Acorn ${index}` }),
    );
    put(...many);
    expect(search.search({ text: 'acorn', limit: 200 })).toMatchObject({ complete: false });
    await search.build();
    expect(search.search({ text: 'acorn', limit: 200 })).toMatchObject({ complete: true });
    expect(idsFor('acorn 499')).toEqual(['a499']);
  });

  test('indexing pauses whenever its slice of time is used up', async () => {
    const many = Array.from({ length: 500 }, (_, index) =>
      row('account', `a${index}`, { name: `Acorn ${index}` }),
    );
    const slow = createSearch({
      rows,
      entities: () => entities,
      context: () => ({ locale: 'en', timeZone: 'UTC', titleOf: rows.titleOf }),
      // Every look at the clock costs 5 ms, so that every second look ends a slice.
      now: () => (nowMs += 5),
      pause: () => {
        pauses++;
        return Promise.resolve();
      },
    });
    rows.load('account', many);
    pauses = 0;
    await slow.build();
    expect(pauses).toBeGreaterThan(5);
    expect(slow.search({ text: 'acorn', limit: 1 }).complete).toBe(true);
    slow.close();
  });

  test('rows that are loaded later are indexed as well', async () => {
    rows.load('account', [row('account', 'a', { name: 'Acorn' })]);
    await search.build();
    expect(idsFor('acorn')).toEqual(['a']);
  });

  test('a record that changes while it waits to be indexed is found by its last words', async () => {
    const many = Array.from({ length: 100 }, (_, index) =>
      row('account', `a${index}`, { name: `Acorn ${index}` }),
    );
    put(...many);
    put(row('account', 'a7', { name: 'Birch' }));
    await search.build();
    expect(idsFor('birch')).toEqual(['a7']);
    expect(idsFor('acorn 7').includes('a7')).toBe(false);
  });
});

describe('parts', () => {
  test('words are cut without accents, signs and blanks', () => {
    expect(wordsOf('Émile  T-1042, a@b.example')).toEqual([
      'emile',
      't',
      '1042',
      'a',
      'b',
      'example',
    ]);
  });

  test('one slip is one, two are not', () => {
    expect(withinOneSlip('berg', 'berg')).toBe(true);
    expect(withinOneSlip('berg', 'ber')).toBe(true);
    expect(withinOneSlip('berg', 'ebrg')).toBe(true);
    expect(withinOneSlip('berg', 'gerb')).toBe(false);
    expect(withinOneSlip('berg', 'be')).toBe(false);
  });

  test('only what looks like a number is read as one', () => {
    expect(phoneReadings('anna 123')).toEqual([]);
    expect(phoneReadings('12')).toEqual([]);
    expect(phoneReadings('(030) 12-34')).toEqual(['301234']);
  });
});
