import { strToU8, unzipSync, zipSync } from 'fflate';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import writeXlsxFile, { type Sheet, type SheetData } from 'write-excel-file/universal';
import type { Result } from '../../../crm/kernel/result.ts';
import { fixture } from '../../../tests/fixture-files.ts';
import { createHarness, only, valueOf } from './import-harness.ts';
import { readTable, type Table, type TableOptions } from './table.ts';

const FOLDER = 'crm-sales-opportunities';
const pause = (): Promise<void> => Promise.resolve();

async function workbook(...sheets: Sheet<Blob>[]): Promise<Uint8Array<ArrayBuffer>> {
  const blob = await writeXlsxFile(sheets).toBlob();
  return new Uint8Array(await blob.arrayBuffer());
}
const oneSheet = (data: SheetData): Promise<Uint8Array<ArrayBuffer>> =>
  workbook({ sheet: 'List', data });
const read = (bytes: Uint8Array, options: TableOptions = {}): Promise<Result<Table>> =>
  readTable('list.xlsx', bytes, options, pause);

/** As a spreadsheet program takes a CSV file in: figures become numbers, all else stays text. */
async function asWorkbook(file: string): Promise<Uint8Array<ArrayBuffer>> {
  const { data } = Papa.parse<string[]>(
    new TextDecoder().decode(fixture(`${FOLDER}/${file}`)).trim(),
  );
  return oneSheet(
    data.map((row) =>
      row.map((cell) => (cell === '' ? null : /^\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell)),
    ),
  );
}

describe('a sheet', () => {
  test('gives its dates as days, its moments as UTC, and its numbers as they are', async () => {
    const data: SheetData = [
      ['when', 'at', 'n', 'yes'],
      [
        { value: new Date('2017-03-01T00:00:00Z'), format: 'dd.mm.yyyy' },
        { value: new Date('2024-02-29T09:20:01Z'), format: 'dd/mm/yyyy hh:mm:ss' },
        1100.04,
        true,
      ],
      [{ value: new Date('1999-12-31T00:00:00Z'), format: 'd-mmm-yy' }, null, -0.1, false],
    ];
    expect(valueOf(await read(await oneSheet(data))).rows.map(({ cells }) => cells)).toEqual([
      ['2017-03-01', '2024-02-29T09:20:01.000Z', '1100.04', 'Yes'],
      ['1999-12-31', '', '-0.1', 'No'],
    ]);
  });

  test('with figures as text in the one way and numbers in the other is read in one way', async () => {
    const data: SheetData = [
      ['a', 'b'],
      ['1.234,56', 1234.5],
      ['7,5', 2],
    ];
    const rows = valueOf(await read(await oneSheet(data))).rows;
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['1.234,56', '1234,5'],
      ['7,5', '2'],
    ]);
  });

  test('begins at its headers, below a title and empty rows, and rows keep their numbers', async () => {
    const data: SheetData = [
      ['Customers 2026', null, null],
      [],
      ['name', 'city', 'n'],
      [],
      ['Ada', null, 1],
    ];
    expect(valueOf(await read(await oneSheet(data)))).toMatchObject({
      headers: ['name', 'city', 'n'],
      rows: [{ number: 5, cells: ['Ada', '', '1'] }],
    });
  });

  test('is the first unless another one is named, and all that are not hidden are offered', async () => {
    const bytes = await workbook(
      { sheet: 'People & Co', data: [['name'], ['Ada']] },
      { sheet: 'Places', data: [['city'], ['London']] },
    );
    expect(valueOf(await read(bytes))).toMatchObject({
      sheet: 'People & Co',
      sheets: ['People & Co', 'Places'],
      headers: ['name'],
    });
    expect(valueOf(await read(bytes, { sheet: 'Places' }))).toMatchObject({ headers: ['city'] });
    expect(await read(bytes, { sheet: 'Nowhere' })).toMatchObject({
      ok: false,
      problem: { code: 'import-no-such-sheet' },
    });
    const parts = unzipSync(bytes);
    const xml = new TextDecoder().decode(parts['xl/workbook.xml']);
    parts['xl/workbook.xml'] = strToU8(xml.replace('<sheet ', '<sheet state="hidden" '));
    expect(valueOf(await read(zipSync(parts)))).toMatchObject({
      sheet: 'Places',
      sheets: ['Places'],
    });
  });
});

test('an empty cover sheet is passed over unless it is asked for', async () => {
  const bytes = await workbook(
    { sheet: 'Cover', data: [['Customers 2026']] },
    { sheet: 'Data', data: [['name'], ['Ada']] },
  );
  expect(valueOf(await read(bytes)).sheet).toBe('Data');
  expect(await read(bytes, { sheet: 'Cover' })).toMatchObject({
    ok: false,
    problem: { code: 'import-empty', message: expect.stringContaining('Cover') },
  });
});

describe('refused with its name and the way out is', () => {
  const noise = Uint8Array.from({ length: 3000 }, (_, index) => (index * 7919) % 256);
  test.each([
    [
      'an archive cut off',
      async () => (await asWorkbook('products.csv')).slice(0, 900),
      'broken-workbook',
    ],
    [
      'noise with the mark of an archive',
      () => Uint8Array.of(0x50, 0x4b, 3, 4, ...noise),
      'broken-workbook',
    ],
    [
      'a workbook with damaged data',
      async () =>
        (await asWorkbook('products.csv')).map((byte, at) =>
          at > 60 && at < 400 ? byte ^ 0x55 : byte,
        ),
      'broken-workbook',
    ],
    ['an archive of something else', () => zipSync({ 'a.xml': strToU8('<a/>') }), 'not-csv'],
    [
      'an old or an encrypted one',
      () => Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, ...noise),
      'not-csv',
    ],
    ['a sheet without rows', () => oneSheet([['name', 'city']]), 'empty'],
    ['an empty sheet', () => oneSheet([]), 'empty'],
  ] as const)('%s', async (_what, make, code) => {
    const refused = await read(await make());
    expect(refused).toMatchObject({
      ok: false,
      problem: { code: `import-${code}`, message: expect.stringContaining('list.xlsx') },
    });
    expect(!refused.ok && refused.problem.remedy).toMatch(/\w+ .*\.$/);
  });

  test('one that unpacks to more than memory should hold, before it is unpacked', async () => {
    const parts = unzipSync(await oneSheet([['name'], ['Ada']]));
    const bomb = zipSync({ ...parts, 'xl/bomb.xml': new Uint8Array(160 * 1024 * 1024) });
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(await read(bomb)).toMatchObject({ ok: false, problem: { code: 'import-too-large' } });
  });
});

test('the four real sales files as workbooks give the records that they give as CSV', async () => {
  const csv = await createHarness();
  const xlsx = await createHarness();
  for (const file of ['sales_teams', 'products', 'accounts', 'sales_pipeline']) {
    const corrections = { 'product\nGTXPro': 'GTX Pro', 'industry\ntechnolgy': 'Technology' };
    const name = `${file}.csv`;
    const fromCsv = await csv.import(name, fixture(`${FOLDER}/${name}`), { corrections });
    const fromXlsx = await xlsx.import(`${file}.xlsx`, await asWorkbook(name), { corrections });
    expect({ ...fromXlsx, batch: '' }).toEqual({ ...fromCsv, batch: '' });
  }
  for (const entity of ['user', 'product', 'account', 'deal']) {
    expect(xlsx.rows(entity)).toHaveLength(csv.rows(entity).length);
  }
  expect(xlsx.rows('deal')).toHaveLength(8800);
  const values = (rows: readonly object[]) => rows.map((row) => ({ ...row, createdAt: '' }));
  expect(values(xlsx.rows('deal'))).toEqual(values(csv.rows('deal')));
}, 60_000);

test('the sheet that was chosen is the one that is rehearsed and imported', async () => {
  const harness = await createHarness();
  const bytes = await workbook(
    {
      sheet: 'Notes',
      data: [
        ['n', 'x'],
        [1, 2],
      ],
    },
    {
      sheet: 'Products',
      data: [
        ['Name', 'Price'],
        ['Cable', 12.5],
      ],
    },
  );
  const inspection = valueOf(
    await harness.calls['import.inspect']({
      fileName: 'p.xlsx',
      bytes,
      sheet: 'Products',
      entity: 'product',
    }),
  );
  expect(inspection).toMatchObject({ sheets: ['Notes', 'Products'], sheet: 'Products' });
  valueOf(
    await harness.calls['import.run']({
      importId: inspection.importId,
      entity: 'product',
      reading: { ...inspection.reading, decimal: ',' },
      mapping: inspection.columns.map(({ field }) => field),
      keyField: inspection.keyField,
      also: [],
      corrections: {},
      createMissing: [],
    }),
  );
  expect(only(harness, 'product')).toMatchObject({ name: 'Cable', price: { amountMinor: 1250 } });
});
