import { describe, expect, it } from 'vitest';
import { contact } from '../../../crm/modules/contact/contact.entity.ts';
import { querySchema, type Sort } from '../../../crm/kernel/query.ts';
import { conditionsOf, EMPTY_LIST, selectionOf, sortOf, toggleSort } from './list-state.ts';

const ascending = (field: string): Sort => ({ field, direction: 'ascending' });
const descending = (field: string): Sort => ({ field, direction: 'descending' });

describe('sorting by a click on a header', () => {
  it('goes up, then down, then off', () => {
    const once = toggleSort([], 'name', false);
    const twice = toggleSort(once, 'name', false);
    expect(once).toEqual([ascending('name')]);
    expect(twice).toEqual([descending('name')]);
    expect(toggleSort(twice, 'name', false)).toEqual([]);
  });

  it('without Shift replaces the other sorts', () => {
    expect(toggleSort([ascending('name'), ascending('type')], 'owner', false)).toEqual([
      ascending('owner'),
    ]);
  });

  it('with Shift comes after the others and keeps its place as it turns', () => {
    const two = toggleSort([ascending('name')], 'type', true);
    expect(two).toEqual([ascending('name'), ascending('type')]);
    expect(toggleSort(two, 'name', true)).toEqual([descending('name'), ascending('type')]);
    expect(toggleSort([descending('name'), ascending('type')], 'name', true)).toEqual([
      ascending('type'),
    ]);
  });
});

describe('the question behind a list', () => {
  it('is by title where nobody chose an order', () => {
    expect(sortOf(contact, EMPTY_LIST)).toEqual([ascending('firstName'), ascending('lastName')]);
  });

  it('is one that the contract takes', () => {
    const state = {
      ...EMPTY_LIST,
      text: '  anna ',
      archived: true,
      conditions: [{ field: 'lifecycle', operator: 'anyOf', operand: ['Customer'] }],
    };
    const query = { ...selectionOf(contact, state), window: { offset: 0, limit: 100 } };
    expect(querySchema.parse(query)).toEqual(query);
    expect(query).toMatchObject({ entity: 'contact', text: 'anna', archived: 'only' });
  });

  it('shows the conditions of a filter that came from elsewhere', () => {
    const condition = { field: 'account', operator: 'anyOf', operand: ['x'] };
    expect(conditionsOf({ all: [condition] })).toEqual([condition]);
    expect(conditionsOf(condition)).toEqual([condition]);
    expect(conditionsOf(undefined)).toEqual([]);
  });
});
