import { beforeAll, describe, expect, test } from 'vitest';
import { titleOf } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { sampleRecords } from '../../../crm/samples/sample-records.ts';
import { entityNamed } from '../../../crm/modules/registry.ts';
import { createHarness, type Harness } from '../../worker/import/import-harness.ts';
import { columnOrder } from '../list/columns.ts';
import { createCsvFile } from './csv-file.ts';
import { exportColumns } from './export-cells.ts';
import { createWorkbookFile } from './workbook-file.ts';

let harness: Harness;

beforeAll(async () => {
  harness = await createHarness();
  for (const { entity, id, values } of sampleRecords('2026-03-02', 'EUR')) {
    await harness.put(entity, id, values);
  }
  await harness.put('lead', '0190a6b2-0000-7000-8000-000000000001', {
    lastName: '=Lovelace+1',
    company: '\'=Engines, "Difference"; London',
  });
});

function defOf(name: string): EntityDef {
  const entity = entityNamed(name);
  if (entity === undefined) throw new Error(`No ${name}`);
  return entity;
}
const recordTitle = (entity: string, id: string): string | undefined => {
  const row = harness.engine.get(entity, id);
  return row === undefined ? undefined : titleOf(defOf(entity), row);
};

function exported(name: string, format: 'csv' | 'xlsx', rows: readonly AnyRow[]) {
  const entity = defOf(name);
  // The workspace of these tests counts in dollars.
  const columns = exportColumns(entity, columnOrder(entity), 'USD');
  const headers = columns.map(({ header }) => header);
  const file =
    format === 'csv' ? createCsvFile(headers) : createWorkbookFile(entity.label.many, headers);
  const context = {
    locale: 'de-DE',
    timeZone: 'Europe/Berlin',
    currency: 'USD',
    titleOf: recordTitle,
  };
  file.add(rows.map((row) => columns.map(({ cellOf }) => cellOf(row, context))));
  return file.finish();
}

describe.each(['csv', 'xlsx'] as const)('exported as %s and imported again', (format) => {
  test.each([
    'account',
    'contact',
    'lead',
    'deal',
    'product',
    'ticket',
    'article',
    'contract',
    'return',
    'activity',
  ])('no %s is changed or made twice', async (name) => {
    const rows = harness.rows(name);
    expect(rows.length).toBeGreaterThan(0);
    const before = JSON.stringify(rows);
    const report = await harness.import(`${name}.${format}`, exported(name, format, rows), {
      entity: name,
    });
    // A title alone does not say of which kind a record is: what an activity is about is left as it was.
    expect(report.problems.filter(({ field }) => field !== 'about')).toEqual([]);
    expect(report).toMatchObject({ created: 0, updated: 0 });
    expect(JSON.stringify(harness.rows(name))).toBe(before);
  });
});
