import { describe, expect, test } from 'vitest';
import type { RuleContext } from '../../kernel/command.ts';
import type { Values } from '../../kernel/derive.ts';
import type { AnyRow } from '../../kernel/entity.ts';
import { mergeTickets, splitTicket, survivorOf } from './merge.rules.ts';

const idOf = (n: number): string => `0192f000-0000-7000-8000-00000000000${n}`;
const [A, B, C, D] = [idOf(1), idOf(2), idOf(3), idOf(4)];

function tickets(
  rows: Readonly<Record<string, Values>>,
  others: readonly AnyRow[] = [],
): RuleContext {
  const all = Object.entries(rows).map(([id, values]): AnyRow => ({
    id,
    entity: 'ticket',
    createdAt: '',
    createdBy: '',
    subject: id.slice(-1),
    ...values,
  }));
  return {
    read: {
      get: (entity, id) =>
        [...all, ...others].find((row) => row.entity === entity && row.id === id),
      all: (entity) => [...all, ...others].filter((row) => row.entity === entity),
    },
    actor: 'ada',
    now: '2026-11-16T10:30:00.000Z',
    newId: () => D,
  };
}

describe('a merge', () => {
  test('closes the duplicate and points to the ticket that goes on', () => {
    expect(mergeTickets.plan({ ticket: A, into: B }, tickets({ [A]: {}, [B]: {} }))).toEqual({
      ok: true,
      value: {
        label: 'Merge 1 into 2',
        records: [
          { entity: 'ticket', id: A, create: false, values: { mergedInto: B, status: 'Closed' } },
        ],
      },
    });
  });

  test('into one that was merged itself goes to where that one went', () => {
    const plan = mergeTickets.plan(
      { ticket: A, into: B },
      tickets({ [A]: {}, [B]: { mergedInto: C }, [C]: {} }),
    );
    expect(plan).toMatchObject({ value: { records: [{ id: A, values: { mergedInto: C } }] } });
  });

  test('takes along what was merged into the duplicate', () => {
    const plan = mergeTickets.plan(
      { ticket: A, into: B },
      tickets({ [A]: {}, [B]: {}, [C]: { mergedInto: A, status: 'Closed' } }),
    );
    expect(
      plan.ok && plan.value.records.map(({ id, values }) => [id, values['mergedInto']]),
    ).toEqual([
      [A, B],
      [C, B],
    ]);
  });

  test.each<readonly [string, Readonly<Record<string, Values>>, string, string]>([
    ['itself', { [A]: {} }, A, 'same-ticket'],
    ['its own duplicate', { [A]: {}, [B]: { mergedInto: A } }, B, 'same-ticket'],
    [
      'another, when it is merged already',
      { [A]: { mergedInto: C }, [B]: {}, [C]: {} },
      B,
      'already-merged',
    ],
    ['what is not here', { [A]: {} }, B, 'record-gone'],
  ])('of a ticket into %s is refused', (_what, rows, into, code) => {
    expect(mergeTickets.plan({ ticket: A, into }, tickets(rows))).toMatchObject({
      ok: false,
      problem: { code },
    });
  });
});

describe('the ticket that goes on', () => {
  const survivor = (rows: Readonly<Record<string, Values>>, id: string): string | undefined =>
    survivorOf(tickets(rows).read, id)?.id;

  test('is the end of the chain', () => {
    const rows = { [A]: { mergedInto: B }, [B]: { mergedInto: C }, [C]: {} };
    expect([survivor(rows, A), survivor(rows, B), survivor(rows, C)]).toEqual([C, C, C]);
  });

  test('is the same one from everywhere in a ring that two desktops closed at once', () => {
    const rows = {
      [A]: { mergedInto: C },
      [B]: { mergedInto: A },
      [C]: { mergedInto: B },
      [D]: { mergedInto: B },
    };
    expect([A, B, C, D].map((id) => survivor(rows, id))).toEqual([A, A, A, A]);
  });

  test('is the last that is here when the next has not arrived', () => {
    expect(survivor({ [A]: { mergedInto: B }, [B]: { mergedInto: C } }, A)).toBe(B);
    expect(survivor({}, A)).toBeUndefined();
  });
});

describe('a split', () => {
  const note: AnyRow = {
    id: B,
    entity: 'activity',
    createdAt: '',
    createdBy: '',
    about: [`ticket/${A}`],
  };
  const input = { ticket: A, id: D, subject: ' Second thing ', activities: [B, C] };

  test('makes a ticket of the same customer, linked to the old one, with what was chosen', () => {
    const context = tickets({ [A]: { contact: C, priority: 'High', status: 'Open' } }, [note]);
    expect(splitTicket.plan(input, context)).toMatchObject({
      ok: true,
      value: {
        label: 'Split 1',
        records: [
          {
            entity: 'ticket',
            id: D,
            create: true,
            values: {
              subject: 'Second thing',
              contact: C,
              priority: 'High',
              status: 'New',
              splitFrom: A,
            },
          },
          { entity: 'activity', id: B, values: { about: [`ticket/${A}`, `ticket/${D}`] } },
        ],
      },
    });
  });

  test('is done once, of a ticket that is there', () => {
    expect(splitTicket.plan(input, tickets({ [A]: {}, [D]: {} }))).toMatchObject({
      problem: { code: 'already-split' },
    });
    expect(splitTicket.plan(input, tickets({}))).toMatchObject({
      problem: { code: 'record-gone' },
    });
  });
});
