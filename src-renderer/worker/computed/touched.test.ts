/** What is placed anew when something else changed: an order that is kept must be the one that would be made afresh. */
import { describe, expect, test } from 'vitest';
import { randomInt } from '../../../crm/kernel/ports.ts';
import { createRegistry } from '../../../crm/kernel/custom/registry.ts';
import { builtInModules } from '../../../crm/modules/registry.ts';
import { seededRandom } from '../engine/engine-fixture.ts';
import { createQueries, type Queries } from '../queries/queries.ts';
import { createRowStore } from '../rows/row-store.ts';
import { TouchedBy } from './touched.ts';
import { ChangeLog } from '../rows/slot-log.ts';

const SEEDS = [1, 2, 3, 4, 5, 6];
const STEPS = 160;

const SORTS: readonly (readonly [entity: string, field: string])[] = [
  ['account', 'firstContact'],
  ['account', 'lastContact'],
  ['account', 'openTickets'],
  ['contact', 'lastContact'],
  ['contact', 'nextContact'],
  ['lead', 'leadScore'],
  ['lead', 'completeness'],
];

function world(seed: number) {
  const registry = createRegistry(builtInModules);
  const rows = createRowStore(registry.entity);
  const random = seededRandom(seed);
  const roll = (bound: number): number => randomInt(random, bound);
  let today = '2026-03-10';
  const newQueries = (): Queries =>
    createQueries({
      rows,
      entityNamed: registry.entity,
      context: () => ({
        meId: 'u1',
        today,
        locale: 'en',
        timeZone: 'UTC',
        firstDayOfWeek: 1,
        currency: 'EUR',
        titleOf: rows.titleOf,
      }),
      now: () => 0,
      schedule: () => undefined,
    });
  const put = (entity: string, id: string, values: object | undefined): void => {
    const row = { id, entity, createdAt: '2026-01-01T00:00:00.000Z', createdBy: '', ...values };
    rows.apply([{ entity, id, after: values === undefined ? undefined : row }]);
  };
  const one = (entity: string): string => `${entity[0]}${roll(6)}`;
  const day = (): string => `2026-0${1 + roll(6)}-1${roll(9)}T0${roll(9)}:00:00.000Z`;
  const maybe = <Value>(value: Value): Value | undefined => (roll(3) > 0 ? value : undefined);
  const away = (): object => (roll(5) === 0 ? { archivedAt: '2026-02-01' } : {});
  const steps: readonly (() => void)[] = [
    () => put('account', one('account'), { name: `Account ${roll(9)}`, ...away() }),
    () =>
      put('contact', one('contact'), {
        lastName: 'Person',
        account: maybe(one('account')),
        ...away(),
      }),
    () => put('deal', one('deal'), { name: 'Deal', account: maybe(one('account')), ...away() }),
    () =>
      put('ticket', one('ticket'), {
        subject: 'Ticket',
        account: maybe(one('account')),
        status: maybe('Closed'),
        ...away(),
      }),
    () => put('lead', one('lead'), { lastName: 'Lead', title: maybe('CEO'), company: maybe('Co') }),
    () => {
      const kinds = ['account', 'contact', 'deal', 'ticket', 'lead'];
      const about = [0, 1].map(() => {
        const kind = kinds[roll(kinds.length)] ?? '';
        return `${kind}/${one(kind)}`;
      });
      put(
        'activity',
        `x${roll(20)}`,
        roll(8) === 0
          ? undefined
          : {
              kind: ['Call', 'Meeting', 'Task', 'Email'][roll(4)],
              status: maybe(['Held', 'Planned', 'Not Held'][roll(3)]),
              startAt: maybe(day()),
              about: [...new Set(about)].toSorted(),
              participants: maybe([`contact/${one('contact')}`]),
              ...away(),
            },
      );
    },
    () =>
      put('scoreRule', 's1', {
        name: 'Own',
        points: roll(30),
        condition: JSON.stringify({ field: 'lastContact', operator: 'inLastDays', operand: 9 }),
      }),
    () => put('contact', one('contact'), undefined),
    () => {
      today = `2026-03-1${roll(9)}`;
    },
  ];
  return { steps, roll, newQueries };
}

function order(queries: Queries, entity: string, field: string): readonly string[] {
  const found = queries.run({
    entity,
    archived: 'with',
    sort: [{ field, direction: 'descending' }],
    window: { offset: 0, limit: 50 },
  });
  if (!found.ok) throw new Error(found.problem.message);
  return found.value.rows.map((row) => `${row.id} ${JSON.stringify(row[field])}`);
}

describe.each(SEEDS)('computed fields (seed %i)', (seed) => {
  test('are in the order that would be made afresh, whatever changed of whatever they read', () => {
    const { steps, roll, newQueries } = world(seed);
    const kept = newQueries();
    for (let step = 0; step < STEPS; step++) {
      // Activities change most, as they do.
      (roll(2) === 0 ? steps[5] : steps[roll(steps.length)])?.();
      const fresh = newQueries();
      for (const [entity, field] of SORTS)
        expect(order(kept, entity, field), `${field} after step ${step}`).toEqual(
          order(fresh, entity, field),
        );
      fresh.close();
    }
  });
});

describe('what is touched', () => {
  test('is told once, by id, and of all where it is not known of which', () => {
    const source = new ChangeLog<string>();
    const by = new TouchedBy([() => source]);
    const log = by.catchUp();
    const seen = log?.position ?? 0;
    source.push('a');
    const heard: unknown[] = [];
    by.catchUp((ids) => heard.push(ids));
    by.catchUp((ids) => heard.push(ids));
    expect(heard).toEqual([['a']]);
    expect(log?.since(seen)).toEqual(['a']);
    source.forget();
    by.catchUp((ids) => heard.push(ids));
    expect(heard.at(-1)).toBe(undefined);
    expect(log?.since(seen)).toBe(null);
  });

  test('is not told where one of the sources cannot', () => {
    expect(new TouchedBy([() => undefined]).catchUp()).toBe(undefined);
  });
});
