import { describe, expect, test } from 'vitest';
import type { RuleContext } from '../../kernel/command.ts';
import type { AnyRow, EntityDef } from '../../kernel/entity.ts';
import { account } from '../account/account.entity.ts';
import { deal } from '../deal/deal.entity.ts';
import {
  contractOnWrite,
  remindOfContracts,
  renewAction,
  renewContract,
  renewalIds,
  renewalTaskId,
} from './contract.rules.ts';

const ID = '0190a000-0000-7000-8000-000000000001';
const row = (values: object = {}): AnyRow => ({
  id: ID,
  entity: 'contract',
  createdAt: '2024-01-01T00:00:00.000Z',
  createdBy: '',
  name: 'Care',
  status: 'Signed',
  start: '2024-02-01',
  end: '2025-01-31',
  account: 'acme',
  owner: 'ada',
  value: { amountMinor: 120_000, currency: 'EUR' },
  reminderDays: 30,
  ...values,
});
function context(now: string, ...rows: readonly AnyRow[]): RuleContext {
  return {
    read: {
      get: (entity, id) => rows.find((one) => one.entity === entity && one.id === id),
      all: (entity) => rows.filter((one) => one.entity === entity),
    },
    actor: 'ben',
    now,
    newId: () => 'new',
  };
}

describe('renewing a contract', () => {
  const renewed = (now: string, ...rows: readonly AnyRow[]) =>
    renewContract.plan({ contract: ID }, context(now, ...rows));

  test('makes the following one and the deal that is to win it, the same on every desktop', () => {
    expect(renewed('2025-01-10T10:00:00.000Z', row())).toMatchObject({
      ok: true,
      value: {
        records: [
          {
            entity: 'deal',
            id: renewalIds(ID).deal,
            values: {
              name: 'Renewal: Care',
              type: 'Renewal',
              account: 'acme',
              owner: 'ada',
              amount: { amountMinor: 120_000, currency: 'EUR' },
              expectedCloseDate: '2025-01-31',
              stage: { stage: 'Prospecting' },
            },
          },
          {
            entity: 'contract',
            id: renewalIds(ID).contract,
            values: {
              status: 'Draft',
              start: '2025-02-01',
              end: '2026-01-31',
              renewalOf: ID,
              deal: renewalIds(ID).deal,
              reminderDays: 30,
            },
          },
        ],
      },
    });
  });

  test('that has renewed itself makes what follows the term that runs', () => {
    expect(renewed('2026-06-01T10:00:00.000Z', row({ autoRenew: true }))).toMatchObject({
      value: { records: [{}, { values: { start: '2027-02-01', end: '2028-01-31' } }] },
    });
  });

  test('begins its deal in the first open stage of the pipeline that the team has', () => {
    const { stage } = deal.fields;
    const options = [
      { value: 'Gone', label: 'Gone', probability: 0, outcome: 'lost' as const },
      { value: 'Talking', label: 'Talking', probability: 10, outcome: 'open' as const },
    ];
    const ours: EntityDef = { ...deal, fields: { ...deal.fields, stage: { ...stage, options } } };
    const { read, ...rest } = context('2025-01-10T10:00:00.000Z', row());
    const known = { ...rest, read: { ...read, entities: () => [account, ours] } };
    expect(renewContract.plan({ contract: ID }, known)).toMatchObject({
      value: { records: [{ values: { stage: { stage: 'Talking' } } }, {}] },
    });
  });

  test('is offered while it runs and when it is over, and never of one that was put away', () => {
    const offered = (values: object): boolean => renewAction.isOffered(row(values));
    expect(
      ['Draft', 'Signed', 'Active', 'Expired', 'Terminated'].filter((standing) =>
        offered({ standing }),
      ),
    ).toEqual(['Active', 'Expired']);
    expect(offered({ standing: 'Active', archivedAt: '2025-01-01' })).toBe(false);
  });

  test('is refused a second time, and where nobody knows when it ends', () => {
    const following = { ...row(), id: renewalIds(ID).contract };
    expect(renewed('2025-01-10T10:00:00.000Z', row(), following)).toMatchObject({
      problem: { code: 'already-renewed' },
    });
    expect(renewed('2025-01-10T10:00:00.000Z', row({ end: undefined }))).toMatchObject({
      problem: { code: 'no-term' },
    });
  });
});

describe('a contract that is to end', () => {
  const reminded = (now: string, ...rows: readonly AnyRow[]) =>
    remindOfContracts.plan({ contracts: [ID] }, context(now, ...rows));
  const berlin: AnyRow = { ...row(), entity: 'workspace', id: 'w', timeZone: 'Europe/Berlin' };

  test('has a task for its owner so many days before, at nine where the workspace is', () => {
    expect(reminded('2025-01-01T12:00:00.000Z', row(), berlin)).toMatchObject({
      ok: true,
      value: {
        unlisted: true,
        records: [
          {
            entity: 'activity',
            id: renewalTaskId(ID, '2025-01-31'),
            values: {
              kind: 'Task',
              subject: 'Ends on 2025-01-31: Care',
              owner: 'ada',
              reminderAt: '2025-01-01T08:00:00.000Z',
              about: ['account/acme', `contract/${ID}`],
            },
          },
        ],
      },
    });
  });

  test.each([
    ['a day too early', '2024-12-31T12:00:00.000Z', {}],
    ['when it is over', '2025-02-01T12:00:00.000Z', {}],
    ['that is only a draft', '2025-01-01T12:00:00.000Z', { status: 'Draft' }],
    [
      'of which nobody wants to be reminded',
      '2025-01-01T12:00:00.000Z',
      { reminderDays: undefined },
    ],
  ])('has none %s', (_when, now, values) => {
    expect(reminded(now, row(values))).toMatchObject({ problem: { code: 'nothing-ends' } });
  });

  test('has one for each end, and none again for one that was put away', () => {
    const task: AnyRow = {
      ...row(),
      entity: 'activity',
      id: renewalTaskId(ID, '2025-01-31'),
      archivedAt: '2025-01-02T00:00:00.000Z',
    };
    const itself = row({ autoRenew: true });
    expect(reminded('2025-01-05T12:00:00.000Z', itself, task)).toMatchObject({ ok: false });
    expect(reminded('2026-01-05T12:00:00.000Z', itself, task)).toMatchObject({
      value: { records: [{ id: renewalTaskId(ID, '2026-01-31') }] },
    });
  });

  test('does not end before it begins', () => {
    expect(contractOnWrite(row(), { end: '2024-01-31' }, context(''))).toMatchObject({
      problem: { code: 'ends-before-it-begins' },
    });
    expect(contractOnWrite(row(), { end: '2024-02-01' }, context('')).ok).toBe(true);
  });
});
