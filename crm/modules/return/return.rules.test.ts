import { describe, expect, test } from 'vitest';
import type { RuleContext } from '../../kernel/command.ts';
import type { AnyRow } from '../../kernel/entity.ts';
import { makeReturn, returnOnCreate, returnOnWrite } from './return.rules.ts';

const ID = '0190a000-0000-7000-8000-000000000001';
const at = { createdAt: '2024-01-01T00:00:00.000Z', createdBy: '' };
const context = (...rows: readonly AnyRow[]): RuleContext => ({
  read: {
    get: (entity, id) => rows.find((one) => one.entity === entity && one.id === id),
    all: (entity) => rows.filter((one) => one.entity === entity),
  },
  actor: 'ben',
  now: '2024-05-02T22:30:00.000Z',
  newId: () => 'new',
});
const sentBack = (...dispositions: readonly (string | undefined)[]): AnyRow => ({
  ...at,
  id: ID,
  entity: 'return',
  status: 'Inspected',
  lines: dispositions.map((disposition, line) => ({ id: `${line}`, disposition })),
});

describe('a return', () => {
  test('is made from a ticket with its people and its product', () => {
    const ticket = {
      ...at,
      id: ID,
      entity: 'ticket',
      subject: 'Broken',
      account: 'a',
      product: 'p',
    };
    expect(makeReturn.plan({ ticket: ID }, context(ticket))).toMatchObject({
      value: {
        records: [
          {
            entity: 'return',
            values: {
              subject: 'Broken',
              status: 'Requested',
              ticket: ID,
              account: 'a',
              owner: 'ben',
              lines: [{ product: 'p', quantity: 1 }],
            },
          },
        ],
      },
    });
    expect(makeReturn.plan({ ticket: ID }, context())).toMatchObject({ ok: false });
  });

  test('is of whoever its ticket is from, unless somebody else is named', () => {
    const ticket = { ...at, id: ID, entity: 'ticket', account: 'a', contact: 'c' };
    expect(returnOnCreate({ ticket: ID, contact: 'd' }, context(ticket))).toEqual({
      ticket: ID,
      account: 'a',
      contact: 'd',
    });
    expect(returnOnCreate({ subject: 'By post' }, context(ticket))).toEqual({ subject: 'By post' });
  });

  test('is dated when the goods come, on the day that it is where the workspace is', () => {
    const berlin = { ...at, id: 'w', entity: 'workspace', timeZone: 'Europe/Berlin' };
    expect(returnOnWrite(sentBack(), { status: 'Received' }, context(berlin))).toMatchObject({
      patch: { receivedOn: '2024-05-03' },
    });
    const dated = { ...sentBack(), receivedOn: '2024-05-01' };
    expect(returnOnWrite(dated, { status: 'Received' }, context(berlin))).toEqual({
      ok: true,
      patch: { status: 'Received' },
    });
  });

  test('is closed only when it is said of each of its goods what becomes of it', () => {
    const closed = (row: AnyRow, patch: object = {}) =>
      returnOnWrite(row, { status: 'Closed', ...patch }, context());
    expect(closed(sentBack('Refund', undefined))).toMatchObject({
      problem: {
        code: 'no-disposition',
        message: 'Of 1 of 2 goods it is not said what becomes of them.',
      },
    });
    expect(closed(sentBack())).toMatchObject({ problem: { code: 'no-disposition' } });
    expect(closed(sentBack('Refund', 'Repair')).ok).toBe(true);
    expect(closed(sentBack(undefined), { lines: [{ id: '0', disposition: 'Reject' }] }).ok).toBe(
      true,
    );
    expect(returnOnWrite(sentBack(undefined), { status: 'Rejected' }, context()).ok).toBe(true);
  });
});
