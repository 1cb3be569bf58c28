import { describe, expect, test } from 'vitest';
import type { Result } from '../../../crm/kernel/result.ts';
import { guessDateOrder } from './date-order.ts';
import { guessDecimalMark } from './decimal-mark.ts';
import { CELL_MAX_CHARS } from './csv-parsing.ts';
import { readTable, type Table, type TableOptions } from './table.ts';
import { fixture } from '../../../tests/fixture-files.ts';
import { valueOf } from './import-harness.ts';

const pause = (): Promise<void> => Promise.resolve();
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const bytes = (...parts: readonly (readonly number[] | string)[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) => Array.from(typeof part === 'string' ? utf8(part) : part)),
  );

function read(content: string | Uint8Array, options: TableOptions = {}): Promise<Result<Table>> {
  return readTable(
    'list.csv',
    typeof content === 'string' ? utf8(content) : content,
    options,
    pause,
  );
}
const table = async (content: string | Uint8Array, options?: TableOptions): Promise<Table> =>
  valueOf(await read(content, options));
const column = (values: readonly string[]): Promise<Table> =>
  table(['when;what', ...values.map((v) => `${v};x`)].join('\n'));

describe('the encoding', () => {
  test.each([
    ['UTF-8', utf8('name,city\nZoë,Łódź\n'), 'utf-8'],
    ['UTF-8 with a byte order mark', bytes([0xef, 0xbb, 0xbf], 'name,city\nZoë,Łódź\n'), 'utf-8'],
    ['UTF-16 with a byte order mark', utf16('name,city\nZoë,Łódź\n'), 'utf-16le'],
  ])('of %s is found and no mark is left in the first header', async (_what, content, encoding) => {
    const read = await table(content);
    expect(read).toMatchObject({ encoding, headers: ['name', 'city'] });
    expect(read.rows[0]?.cells).toEqual(['Zoë', 'Łódź']);
  });

  test('of a Western European file that is not UTF-8 is found', async () => {
    const rows =
      'Jos\xe9 Mu\xf1oz,M\xe1laga\nFran\xe7ois Lef\xe8vre,Orl\xe9ans\nJ\xfcrgen M\xfcller,K\xf6ln\n'.repeat(
        10,
      );
    const latin = Uint8Array.from(`name,city\n${rows}`, (letter) => letter.charCodeAt(0));
    expect((await table(latin)).rows[0]?.cells).toEqual(['José Muñoz', 'Málaga']);
  });

  test('can be chosen by hand, and one that does not exist is refused', async () => {
    const greek = bytes('name,n\n', [0xc1, 0xe8, 0xde, 0xed, 0xe1], ',1\n');
    expect((await table(greek, { encoding: 'iso-8859-7' })).rows[0]?.cells[0]).toBe('Αθήνα');
    expect(await read(greek, { encoding: 'klingon' })).toMatchObject({
      ok: false,
      problem: { code: 'import-unknown-encoding', message: expect.stringContaining('klingon') },
    });
  });
});

function utf16(text: string): Uint8Array {
  const units = [
    0xfeff,
    ...Array.from({ length: text.length }, (_, index) => text.charCodeAt(index)),
  ];
  return Uint8Array.from(units.flatMap((unit) => [unit & 0xff, unit >> 8]));
}

describe('the delimiter', () => {
  test.each([',', ';', '\t', '|'])(
    '%j is found, also where other marks stand in the text',
    async (mark) => {
      const lines =
        ['name', 'note', 'amount'].join(mark) + '\n' + ['A', '"x; y, z | w\tv"', '1'].join(mark);
      expect(await table(lines)).toMatchObject({
        delimiter: mark,
        headers: ['name', 'note', 'amount'],
      });
    },
  );

  test('is taken from the line in which Excel says it', async () => {
    expect(await table('sep=;\nname;note\nA;a, b, c\n')).toMatchObject({
      delimiter: ';',
      headers: ['name', 'note'],
    });
  });

  test('is a comma for a list of one column', async () => {
    expect(await table('name\nAda Lovelace\nGrace Hopper\n')).toMatchObject({
      headers: ['name'],
      delimiter: ',',
    });
  });
});

describe('the rows', () => {
  test('keep quoted marks, quotation marks and line ends, and are numbered as a spreadsheet numbers them', async () => {
    const { rows } = await table(
      'name,note\r\n"Ada, Countess","said ""yes""\r\ntwice"\r\n\r\nGrace,none\r\n',
    );
    expect(rows).toEqual([
      { number: 2, cells: ['Ada, Countess', 'said "yes"\ntwice'] },
      { number: 4, cells: ['Grace', 'none'] },
    ]);
  });

  test('begin after the notes that some exports put above the headers', async () => {
    const preamble = 'Notes:\n"When exporting your connections, some are missing."\n\n';
    const rows =
      'Ada,Lovelace,ada@example.org,01 Jan 2024\nGrace,Hopper,,02 Feb 2024\nJoan,Clarke,,03 Mar 2024\n';
    const { headers, rows: read } = await table(
      `${preamble}First Name,Last Name,Email Address,Connected On\n${rows.repeat(3)}`,
    );
    expect(headers).toEqual(['First Name', 'Last Name', 'Email Address', 'Connected On']);
    expect(read[0]?.number).toBe(5);
  });

  test('of a file larger than a slice are all there, once each', async () => {
    const lines = Array.from(
      { length: 60_000 },
      (_, index) => `${index},"name ${index}, with a comma and\na line"`,
    );
    const { rows } = await table(`id,name\n${lines.join('\n')}\n`);
    expect(rows.length).toBe(60_000);
    expect(rows.every(({ cells }, index) => cells.length === 2 && cells[0] === String(index))).toBe(
      true,
    );
  });
});

describe('a file that is no CSV is refused with its name, what it is and the way out:', () => {
  const noise = Uint8Array.from(
    { length: 4000 },
    (_, index) => (index * 7919 + (index >> 3) * 31) % 256,
  );
  const prose =
    'Dear all,\nthis is, as you know, a letter; it goes on, and on, without end.\nIt has lines.\nYours,\nAda\n';
  test.each([
    ['an empty file', '', 'import-empty'],
    ['blank lines', '\n \n\n', 'import-empty'],
    ['headers without rows', 'name,city\n', 'import-empty'],
    ['half a workbook', bytes([0x50, 0x4b, 3, 4], 'xl/workbook'), 'import-broken-workbook'],
    ['a PDF', '%PDF-1.7\n%âãÏÓ', 'import-not-csv'],
    ['noise', noise, 'import-not-csv'],
    ['a letter', prose.repeat(3), 'import-not-csv'],
    ['a web page', '<!DOCTYPE html>\n<html><body>Hello</body></html>', 'import-not-csv'],
    ['JSON', '{"name": "Ada",\n "city": "London"}', 'import-not-csv'],
  ])('%s', async (_what, content, code) => {
    const refused = await read(content);
    expect(refused).toMatchObject({
      ok: false,
      problem: { code, message: expect.stringContaining('list.csv') },
    });
    expect(!refused.ok && refused.problem.remedy).toMatch(/\w+ .*\.$/);
  });

  test('a quotation mark that never closes, with its row', async () => {
    const open = `name,city\nAda,London\n"Grace,New York\n${'x,y\n'.repeat(CELL_MAX_CHARS / 2)}`;
    expect(await read(open)).toMatchObject({
      ok: false,
      problem: { code: 'import-open-quote', message: expect.stringContaining('row 3') },
    });
  });
});

describe('the order of dates', () => {
  test.each([
    [
      'day first, when a single one of many can only be that',
      ['01-03-17', '02-04-17', '25-10-16'],
      'DMY',
      '1 of 3',
    ],
    [
      'month first, when a single one can only be that',
      ['01/03/2017', '10/25/2016', '02/04/2017'],
      'MDY',
      '1 of 3',
    ],
    ['year first, when they begin with four digits', ['2017-03-01', '2016-10-25'], 'YMD', 'All 2'],
    [
      'the year where values lie together',
      ['17-03-01', '16-10-25', '16-11-30', '17-01-31'],
      'YMD',
      'closest',
    ],
    ['day first, when nothing tells', ['01.03.2017', '02.04.2017'], 'DMY', 'None of the 2'],
    [
      'that of most, when they contradict, and it says so',
      ['25-10-16', '26-10-16', '10-27-16'],
      'DMY',
      ', 1 only',
    ],
  ])('is %s', async (_what, values, order, why) => {
    const guess = guessDateOrder(await column(values));
    expect(guess.order).toBe(order);
    expect(guess.why).toContain(why);
  });

  test('is not disturbed by a column that only looks like dates here and there', async () => {
    const read = await table('when,version\n25-10-16,1.13.16\n26-10-16,beta\n27-10-16,rc\n');
    expect(guessDateOrder(read).why).toContain('3 of 3');
  });
});

describe('the decimal mark', () => {
  test.each([
    [['1100.04', '5.5'], '.'],
    [['1.234,56', '12'], ','],
    [['1,234.56', '€ 99'], '.'],
    [['12,5', '3'], ','],
    [['1.234.567', '1'], ','],
    [['0.125'], '.'],
  ])('of %j is %j', async (values, mark) => {
    expect(
      guessDecimalMark(await table(['n|x', ...values.map((value) => `${value}|y`)].join('\n'))),
    ).toBe(mark);
  });

  test('is not learnt from dates with dots', async () => {
    expect(guessDecimalMark(await table('when|n\n01.03.2017|5\n02.04.2017|7\n'))).toBe('.');
  });

  test('is a comma in a file of semicolons that does not tell', async () => {
    expect(guessDecimalMark(await column(['1.234', '2.500']))).toBe(',');
  });

  test('of the real accounts is a dot', async () => {
    expect(guessDecimalMark(await table(fixture('crm-sales-opportunities/accounts.csv')))).toBe(
      '.',
    );
  });
});
