import { expect, it } from 'vitest';
import { peopleIn, presenceOf } from './people.ts';

const own = { client: 1, windowId: 'w1' };
const ada = { userId: '018f0000-0000-7000-8000-00000000000a', name: 'Ada' };

it('shows each window of a person with the field that has its focus, and marks one’s own', () => {
  const windows = [
    { windowId: 'w1', field: null },
    { windowId: 'w2', field: 'amount' },
  ];
  const people = peopleIn(new Map([[1, presenceOf(ada, windows)]]), own);
  expect(people.map(({ name, field, self }) => [name, field, self])).toEqual([
    ['Ada', null, true],
    ['Ada', 'amount', false],
  ]);
  expect(new Set(people.map(({ key }) => key)).size).toBe(2);
});

it('takes nobody else for oneself, whatever window they claim', () => {
  const [person] = peopleIn(
    new Map([[2, presenceOf(ada, [{ windowId: 'w1', field: null }])]]),
    own,
  );
  expect(person?.self).toBe(false);
});

it('shows people of other Yjs programs by their name and colour', () => {
  const [person] = peopleIn(new Map([[9, { user: { name: 'Guest', color: '#ff8800' } }]]), own);
  expect(person).toMatchObject({ name: 'Guest', color: '#ff8800', field: null, self: false });
});

it.each([
  ['no state', null],
  ['no name', { user: { color: '#ff8800' } }],
  ['an empty name', { user: { name: '' } }],
  ['a name that is no text', { user: { name: { toString: 'x' } } }],
])('leaves out who says %s', (_what, state) => {
  expect(peopleIn(new Map([[3, state]]), own)).toEqual([]);
});

it('puts no foreign text where a colour belongs, and shortens what is too long', () => {
  const [person] = peopleIn(
    new Map([[3, { user: { name: 'x'.repeat(10_000), color: 'url(https://example.com)' } }]]),
    own,
  );
  expect(person?.color).toMatch(/^#[0-9a-f]{6}$/);
  expect(person?.name).toHaveLength(120);
});

it('shows at most fifty people of a room that is full of forged states', () => {
  const states = new Map(
    Array.from({ length: 500 }, (_, client) => [client, { user: { name: `Bot ${client}` } }]),
  );
  expect(peopleIn(states, own)).toHaveLength(50);
});
