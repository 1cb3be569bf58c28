import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { deal } from '../../../crm/modules/deal/deal.entity.ts';
import { hasFindings, reportFile } from './report-file.ts';

const NOTHING = {
  created: 1,
  updated: 0,
  unchanged: 0,
  also: [],
  linkedCreated: {},
  withoutLink: {},
  problems: [],
  doubts: [],
  skipped: [],
  skippedCount: 0,
  batch: '',
};

test('the saved report has a line for every finding, with its place in the file and what to do', () => {
  const bytes = reportFile(deal, {
    ...NOTHING,
    problems: [
      {
        field: 'product',
        text: 'GTXPro',
        reason: 'names no product',
        rows: 1480,
        firstRow: 3,
        offer: 'GTX Pro',
      },
      { field: 'gone', text: '=1+1', reason: 'is not a number', rows: 1, firstRow: 9, offer: null },
    ],
    doubts: [{ reason: 'close before they begin', rows: 2, firstRow: 7 }],
    skipped: [{ row: 12, reason: 'has no name' }],
    skippedCount: 250,
  });
  expect(Papa.parse(new TextDecoder().decode(bytes).trimEnd()).data).toEqual([
    ['What', 'Row', 'Rows', 'Field', 'In the file', 'Why', 'Offer'],
    ['Could not be read', '3', '1480', 'Product', 'GTXPro', 'names no product', 'GTX Pro'],
    ['Could not be read', '9', '1', 'gone', "'=1+1", 'is not a number', ''],
    ['Worth a look', '7', '2', '', '', 'deals close before they begin', ''],
    ['Left out', '12', '1', '', '', 'has no name', ''],
    ['Left out', '', '249', '', '', 'further rows like these', ''],
  ]);
});

test('an import without findings has nothing to save', () => {
  expect(hasFindings(NOTHING)).toBe(false);
});
