import { describe, expect, test } from 'vitest';
import { checkNew, titleOf } from '../kernel/derive.ts';
import type { AnyRow } from '../kernel/entity.ts';
import type { EmailRow } from '../kernel/fields/emails.field.ts';
import type { StageValue } from '../kernel/fields/stage.field.ts';
import { docName } from '../kernel/ids.ts';
import { addDays } from '../kernel/calendar-days.ts';
import { entityNamed } from '../modules/registry.ts';
import { serviceLevelOf, type TicketRow } from '../modules/ticket/service-level.ts';
import { defaultPromise } from '../modules/ticket/service-promise.ts';
import { dealStages } from '../modules/deal/stages.ts';
import { sampleRecords } from './sample-records.ts';

const TODAY = '2024-02-29';
const records = sampleRecords(TODAY);
const of = (entity: string): readonly AnyRow[] =>
  records
    .filter((record) => record.entity === entity)
    .map(({ id, values }) =>
      Object.assign({ createdAt: TODAY, createdBy: '' }, values, { id, entity }),
    );
const names = new Set(records.map(({ entity, id }) => String(docName(entity, id))));

describe('the sample data', () => {
  test('is a business of this size', () => {
    const sizes = [
      'user',
      'territory',
      'product',
      'priceBook',
      'promotion',
      'account',
      'contact',
      'lead',
      'deal',
      'contract',
      'article',
      'quote',
      'ticket',
      'survey',
      'surveyResponse',
      'return',
      'activity',
      'comment',
    ].map((entity) => of(entity).length);
    expect(sizes).toEqual([4, 4, 5, 1, 1, 12, 30, 6, 25, 3, 4, 2, 15, 2, 12, 2, 20, 3]);
    expect(sizes.reduce((sum, size) => sum + size)).toBe(records.length);
  });

  test('has the same ids on every day and in every currency, so that adding it twice adds it once', () => {
    const ids = (again: typeof records): readonly string[] =>
      again.map(({ entity, id }) => `${entity}/${id}`);
    expect(ids(sampleRecords('2031-12-31', 'JPY'))).toEqual(ids(records));
    expect(names.size).toBe(records.length);
  });

  test('gives a newcomer an account of their own, with its deals and tickets, and tasks late, today and to come', () => {
    const ME = '0190a000-0000-7000-8000-000000000001';
    const own = sampleRecords(TODAY, 'EUR', ME).filter(
      ({ values }) => values['owner'] === ME || values['agent'] === ME,
    );
    const count = (entity: string): number =>
      own.filter((record) => record.entity === entity).length;
    expect(['account', 'contact', 'deal', 'ticket'].map(count)).toEqual([1, 2, 3, 3]);
    const due = own.flatMap(({ values }) =>
      values['dueAt'] === undefined ? [] : [(values['dueAt'] as string).slice(0, 10)],
    );
    expect(due.toSorted()).toEqual([addDays(TODAY, -2), TODAY, addDays(TODAY, 1)]);
  });

  test('is otherwise the same for everybody', () => {
    const others = sampleRecords(TODAY, 'EUR', 'somebody').filter(
      ({ values }) => values['owner'] !== 'somebody' && values['agent'] !== 'somebody',
    );
    expect(records).toEqual(expect.arrayContaining([...others]));
  });

  test.each(['2024-02-29', '2030-12-31'])(
    'is made of records that the entities accept, on %s',
    (today) => {
      for (const currency of ['EUR', 'JPY', 'KWD']) {
        for (const { entity, values } of sampleRecords(today, currency)) {
          const checked = checkNew(entityNamed(entity)!, values);
          expect(checked.ok || checked.problem).toBe(true);
        }
      }
    },
  );

  test('uses only options that are there', () => {
    for (const { entity, values } of records) {
      for (const [key, field] of Object.entries(entityNamed(entity)!.fields)) {
        if (field.kind !== 'select' || values[key] === undefined) continue;
        expect([key, field.options.map(({ value }) => value)]).toEqual([
          key,
          expect.arrayContaining([values[key]]),
        ]);
      }
    }
  });

  test('links only to itself', () => {
    for (const { entity, values } of records) {
      for (const [key, field] of Object.entries(entityNamed(entity)!.fields)) {
        const value = values[key];
        if (value === undefined) continue;
        const links =
          field.kind === 'links'
            ? (value as readonly string[])
            : field.kind === 'link'
              ? [`${field.to}/${value as string}`]
              : field.kind === 'user'
                ? [`user/${value as string}`]
                : [];
        expect(links.filter((name) => !names.has(name))).toEqual([]);
      }
    }
  });

  test('has a title for every record, and no two of an entity alike', () => {
    for (const entity of ['user', 'product', 'account', 'contact', 'deal', 'activity']) {
      const titles = of(entity).map((row) => titleOf(entityNamed(entity)!, row));
      expect(new Set(titles).size).toBe(titles.length);
    }
  });

  test('has a deal in every stage, next steps for most of the open ones, and some that are late', () => {
    const stages = new Set(of('deal').map((deal) => (deal['stage'] as StageValue).stage));
    expect([...stages].toSorted()).toEqual(dealStages.map(({ value }) => value).toSorted());
    const open = of('deal').filter((deal) => deal['expectedCloseDate'] !== undefined);
    expect(open.filter((deal) => deal['nextStep'] !== undefined).length).toBeGreaterThan(
      open.length / 2,
    );
    expect(open.filter((deal) => String(deal['expectedCloseDate']) < TODAY).length).toBeGreaterThan(
      0,
    );
    const closed = of('deal').filter((deal) => deal['closedDate'] !== undefined);
    expect(closed).toHaveLength(of('deal').length - open.length);
    expect(closed.every((deal) => String(deal['closedDate']) < TODAY)).toBe(true);
  });

  test('has tasks that are late, due today and still to come', () => {
    const due = of('activity').flatMap((row) =>
      row['dueAt'] === undefined ? [] : [(row['dueAt'] as string).slice(0, 10)],
    );
    expect(due.some((day) => day < TODAY)).toBe(true);
    expect(due).toContain(TODAY);
    expect(due.some((day) => day > TODAY)).toBe(true);
    expect(due.every((day) => day <= addDays(TODAY, 60))).toBe(true);
  });

  test('has one mail box that two people share, accents, and mail that reaches nobody', () => {
    const addresses = of('contact').flatMap((row) =>
      (row['emails'] as readonly EmailRow[]).map(({ address }) => address),
    );
    expect(addresses.length - new Set(addresses).size).toBe(1);
    expect(addresses.every((address) => /^[a-z.]+@[a-z.]+\.example$/.test(address))).toBe(true);
    expect(
      of('contact').filter((row) =>
        /[^ -~]/.test(`${String(row['firstName'])}${String(row['lastName'])}`),
      ).length,
    ).toBeGreaterThan(5);
    expect(
      new Set(of('account').map((row) => (row['billingAddress'] as { country: string }).country))
        .size,
    ).toBeGreaterThan(8);
  });
});

describe('when somebody begins to look around', () => {
  const now = `${TODAY}T10:00:00.000Z`;
  const tickets = sampleRecords(TODAY, 'EUR', 'u', now).filter(({ entity }) => entity === 'ticket');

  test('they have tickets, and others wait for somebody to take them', () => {
    const agents = tickets.map(({ values }) => values['agent']);
    expect(agents.filter((agent) => agent === 'u')).toHaveLength(3);
    expect(agents.filter((agent) => agent === undefined)).toHaveLength(2);
  });

  test('no promise is broken or of unknown length', () => {
    const clocks = tickets.flatMap(({ id, values, createdAt = now }) => {
      const row = { id, entity: 'ticket', createdAt, createdBy: '', ...values } as TicketRow;
      const promise = defaultPromise('UTC');
      const level = serviceLevelOf({ row, steps: [], nowMs: Date.parse(now), promise });
      return [level?.response.state, level?.resolution.state];
    });
    expect(new Set(clocks)).toEqual(new Set(['met', 'open']));
  });
});
