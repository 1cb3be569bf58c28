import Papa from 'papaparse';
import { strFromU8, unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/universal';
import { describe, expect, test } from 'vitest';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { deal } from '../../../crm/modules/deal/deal.entity.ts';
import { createCsvFile } from './csv-file.ts';
import { exportColumns, type ExportCell } from './export-cells.ts';
import { createWorkbookFile } from './workbook-file.ts';

const KEYS = ['name', 'account', 'amount', 'closedDate', 'probability'];
const ACCOUNT = '0190a6b2-0000-7000-8000-000000000001';
const context = {
  locale: 'de-DE',
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  titleOf: (_entity: string, id: string) => (id === ACCOUNT ? 'Müller, "Söhne" & Co' : undefined),
};
const row = (values: object): AnyRow => ({
  id: 'd',
  entity: 'deal',
  createdAt: '',
  createdBy: '',
  ...values,
});
const ROWS = [
  row({
    name: '=HYPERLINK("x")',
    account: ACCOUNT,
    amount: { amountMinor: 123_450, currency: 'EUR' },
    closedDate: '2017-03-01',
    probability: 12.5,
  }),
  row({ name: '-1+2', amount: { amountMinor: 999, currency: 'USD' } }),
];
const columns = exportColumns(deal, KEYS, 'EUR');
const headers = columns.map(({ header }) => header);
const cells = ROWS.map((each) => columns.map(({ cellOf }) => cellOf(each, context)));
const text = (words: string): ExportCell => ({ is: 'text', text: words });

function csvOf(rows: readonly (readonly ExportCell[])[]): string[][] {
  const file = createCsvFile(headers);
  file.add(rows);
  const bytes = file.finish();
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  return Papa.parse<string[]>(new TextDecoder().decode(bytes).trimEnd()).data;
}

async function sheetOf(rows: readonly (readonly ExportCell[])[], name = 'Deals') {
  const file = createWorkbookFile(name, headers);
  for (const each of rows) file.add([each]);
  const bytes = file.finish();
  return { parts: unzipSync(bytes), data: await readSheet(bytes.buffer, { trim: false }) };
}

describe('a CSV file', () => {
  test('says links by title, amounts and dates in one way for all languages, and the unit in the header', () => {
    expect(csvOf(cells)).toEqual([
      ['Name', 'Account', 'Amount (EUR)', deal.fields.closedDate.label, 'Probability (%)'],
      ['\'=HYPERLINK("x")', 'Müller, "Söhne" & Co', '1234.50', '2017-03-01', '12.5'],
      ["'-1+2", '', '9.99 USD', '', ''],
    ]);
  });

  test.each(['=1', '+cmd', '-1+2', '@SUM(A1)', '\t=1', '\r=1', "'=1", '+1;2'])(
    'makes %j a text, with a mark that says where the text begins',
    (formula) => {
      expect(csvOf([[text(formula)]])[1]).toEqual([`'${formula}`]);
    },
  );

  test.each(['+49 30 1234', '-12.5', "O'Neill", 'a=b'])('leaves %j alone', (harmless) => {
    expect(csvOf([[text(harmless)]])[1]).toEqual([harmless]);
  });
});

describe('a workbook', () => {
  test('has numbers, dates and texts as what they are', async () => {
    const { data } = await sheetOf(cells);
    expect(data).toEqual([
      headers,
      ['=HYPERLINK("x")', 'Müller, "Söhne" & Co', 1234.5, new Date('2017-03-01T00:00:00Z'), 12.5],
      ['-1+2', null, '9.99 USD', null, null],
    ]);
  });

  test('has no formula in it, and texts that look like one are marked as text', async () => {
    const { parts } = await sheetOf([[text('=1+1')], [text('plain')]]);
    const xml = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    expect(xml).not.toContain('<f');
    expect(xml).toContain('<c r="A2" t="inlineStr" s="4">');
    expect(xml).toContain('<c r="A3" t="inlineStr"><is>');
    expect(strFromU8(parts['xl/styles.xml'] ?? new Uint8Array())).toContain('quotePrefix="1"');
  });

  test('keeps every text that XML can carry, also under a name that Excel would refuse', async () => {
    const awkward = ' <b> & "q" \' \r\n zwei\tdrei 🚀 _x000D_ ';
    const { data } = await sheetOf([[text(`${awkward}\u0000\ud800`)]], "'a/b[c]:d?*".repeat(9));
    expect(data[1]?.[0]).toBe(`${awkward}\ufffd`);
  });

  test('has moments to the millisecond, and what lies before its calendar as text', async () => {
    const moments = Array.from({ length: 500 }, (_, index) =>
      new Date(Date.UTC(2024, 1, 29) + index * 86_400_001 * 7).toISOString(),
    );
    const { data } = await sheetOf([
      ...moments.map((moment): ExportCell[] => [{ is: 'moment', moment }]),
      [{ is: 'day', day: '1815-12-10' }],
    ]);
    expect(data.slice(1, -1).map(([cell]) => (cell as unknown as Date).toISOString())).toEqual(
      moments,
    );
    expect(data.at(-1)?.[0]).toBe('1815-12-10');
  });

  test('goes on after column Z', async () => {
    const wide = Array.from({ length: 800 }, (_, index): ExportCell => ({
      is: 'number',
      value: index,
    }));
    expect((await sheetOf([wide])).data[1]).toEqual(wide.map((_, index) => index));
  });
});
