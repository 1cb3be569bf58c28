import { describe, expect, it } from 'vitest';
import { BOARD_START } from '../kit/board/board-place.ts';
import { EMPTY_LIST } from '../kit/list/list-state.ts';
import { formatRoute, parseRoute, type Route } from './route.ts';

const ID = '0190a000-0000-7000-8000-00000000000a';
const conditions = [{ field: 'stage', operator: 'anyOf', operand: ['Won & paid', 'Lost'] }];

describe('an address inside the app', () => {
  it.each<Route>([
    { page: 'list', entity: 'deal', list: EMPTY_LIST },
    { page: 'list', entity: 'deal', list: { ...EMPTY_LIST, conditions } },
    { page: 'list', entity: 'deal', list: EMPTY_LIST, board: BOARD_START },
    { page: 'list', entity: 'deal', list: { ...EMPTY_LIST, conditions }, board: BOARD_START },
    { page: 'list', entity: 'deal', list: EMPTY_LIST, board: { ...BOARD_START, pipeline: ID } },
    { page: 'list', entity: 'deal', list: { ...EMPTY_LIST, conditions, group: 'stage' } },
    { page: 'list', entity: 'deal', list: EMPTY_LIST, saved: ID, opening: true },
    { page: 'list', entity: 'deal', list: EMPTY_LIST, saved: 'mine', opening: true },
    { page: 'forecast', entity: 'deal' },
    { page: 'forecast', entity: 'deal', owner: ID },
    { page: 'forecast', entity: 'deal', owner: ID, pipeline: 'Sales' },
    { page: 'figures', place: {} },
    { page: 'figures', place: { measure: 'NPS', account: ID, days: 90 } },
    { page: 'record', entity: 'contact', id: ID, from: undefined },
    { page: 'duplicates', entity: 'contact' },
    { page: 'import', entity: undefined },
    { page: 'import', entity: 'account' },
    { page: 'settings' },
    { page: 'settings', section: 'appearance' },
    { page: 'tasks' },
    { page: 'desk', place: { view: { view: 'overdue' }, activeIndex: 0 } },
    { page: 'desk', place: { view: { view: 'queue', queue: 'A/B & Ü' }, activeIndex: 0 } },
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

  it('of a board leads to the list where there are no stages', () => {
    expect(parseRoute('/account?view=board')).toEqual({
      page: 'list',
      entity: 'account',
      list: EMPTY_LIST,
    });
  });

  it('of a forecast without an entity leads to the one there is, and of another entity nowhere', () => {
    expect(parseRoute('/forecast')).toEqual({ page: 'forecast', entity: 'deal' });
    expect(parseRoute('/forecast/account')).toBeNull();
  });

  it('with something else than an id leads to the list', () => {
    expect(parseRoute('/deal/not-an-id')).toEqual({
      page: 'list',
      entity: 'deal',
      list: EMPTY_LIST,
    });
  });
});
