import { expect, it } from 'vitest';
import { seededRandom } from '../engine/engine-fixture.ts';
import { randomInt } from '../../../crm/kernel/ports.ts';
import type { TicketRow } from '../../../crm/modules/ticket/service-level.ts';
import { deskOf } from './desk.ts';
import type { OpenTicket } from './open-tickets.ts';

it.each([1, 2, 3])(
  'the first tickets of a desk are those that all of them in order begin with (seed %i)',
  (seed) => {
    const random = seededRandom(seed);
    const roll = (bound: number): number => randomInt(random, bound);
    const tickets = Array.from({ length: 300 }, (_, at): OpenTicket => {
      const row = {
        id: `id${String(at).padStart(3, '0')}`,
        entity: 'ticket',
        createdAt: `2026-0${1 + roll(3)}`,
        createdBy: '',
        ...(roll(3) === 0 ? { agent: 'me' } : {}),
      } as TicketRow;
      const dueMs = roll(2) === 0 ? Infinity : roll(20);
      return { row, due: null, dueMs };
    });
    for (const view of [{ view: 'all' }, { view: 'mine' }] as const) {
      const idsOf = (first: number): readonly string[] =>
        deskOf(tickets, { view, meId: 'me', first, queueName: (id) => id }).shown.map(
          ({ row }) => row.id,
        );
      const all = idsOf(tickets.length);
      const plain = tickets
        .filter(({ row }) => view.view === 'all' || row.agent === 'me')
        .map(({ row, dueMs }) => ({ id: row.id, key: [dueMs, row.createdAt, row.id] as const }))
        .toSorted(
          ({ key: a }, { key: b }) =>
            (a[0] === b[0] ? 0 : a[0] - b[0]) ||
            (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : a[2] < b[2] ? -1 : 1),
        )
        .map(({ id }) => id);
      expect(all).toEqual(plain);
      expect(idsOf(0)).toEqual([]);
      expect(idsOf(17)).toEqual(all.slice(0, 17));
    }
  },
);
