import { describe, expect, it } from 'vitest';
import { EMPTY_LIST } from '../kit/list/list-state.ts';
import { formatRoute, parseRoute, type Route } from './route.ts';

const ID = '0190a000-0000-7000-8000-00000000000a';
const conditions = [{ field: 'stage', operator: 'anyOf', operand: ['Won & paid', 'Lost'] }];

describe('an address inside the app', () => {
  it.each<Route>([
    { page: 'list', entity: 'deal', list: EMPTY_LIST },
    { page: 'list', entity: 'deal', list: { ...EMPTY_LIST, conditions } },
    { page: 'record', entity: 'contact', id: ID, from: undefined },
    { page: 'import', entity: undefined },
    { page: 'import', entity: 'account' },
    { page: 'settings' },
  ])('reads back as the place that it was written for: %j', (route) => {
    expect(parseRoute(formatRoute(route))).toEqual(route);
    expect(parseRoute(`#${formatRoute(route)}`)).toEqual(route);
  });

  it.each(['', '/', '/nothing', `/nothing/${ID}`, '//', '/__proto__'])(
    'that names no place is none: %s',
    (text) => {
      expect(parseRoute(text)).toBeNull();
    },
  );

  it('with a filter that is not one shows the whole list', () => {
    expect(parseRoute('/deal?filter=%7B%22all%22')).toEqual({
      page: 'list',
      entity: 'deal',
      list: EMPTY_LIST,
    });
    expect(parseRoute('/deal?filter=[1]')).toEqual({
      page: 'list',
      entity: 'deal',
      list: EMPTY_LIST,
    });
  });

  it('with something else than an id leads to the list', () => {
    expect(parseRoute('/deal/not-an-id')).toEqual({
      page: 'list',
      entity: 'deal',
      list: EMPTY_LIST,
    });
  });
});
