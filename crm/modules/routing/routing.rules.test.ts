import { describe, expect, it, test } from 'vitest';
import type { Reader, RuleContext } from '../../kernel/command.ts';
import type { AnyRow } from '../../kernel/entity.ts';
import { ownerForNewLead, routeLead, teamOf } from './routing.rules.ts';

const NOW = '2026-11-21T10:00:00.000Z';
type Given = Readonly<Record<string, unknown>>;

function readerOf(rows: readonly AnyRow[]): Reader {
  return {
    get: (entity, id) => rows.find((row) => row.entity === entity && row.id === id),
    all: (entity) => rows.filter((row) => row.entity === entity),
  };
}
const row = (entity: string, id: string, values: Given): AnyRow => ({
  id,
  entity,
  createdAt: '2026-01-01',
  createdBy: '',
  ...values,
});
const users = [
  row('user', 'ada', { name: 'Ada', territory: 'North' }),
  row('user', 'ben', { name: 'Ben', territory: 'South' }),
  row('user', 'cem', { name: 'Cem', territory: 'south' }),
];
const rule = (values: Given): AnyRow =>
  row('routingRule', 'r', { name: 'Rule', method: 'Round robin', ...values });
const people = ['user/ada', 'user/ben'];

/** Owners of so many leads taken in one after the other. */
function owners(rows: readonly AnyRow[], leads: readonly Given[]): (string | undefined)[] {
  const team = teamOf(readerOf([...users, ...rows]), NOW);
  return leads.map((lead) => routeLead(lead, team)?.owner);
}

test.each<[string, readonly AnyRow[], readonly Given[], (string | undefined)[]]>([
  ['nobody without a rule', [], [{}], [undefined]],
  ['each in turn', [rule({})], [{}, {}, {}, {}], ['ada', 'ben', 'cem', 'ada']],
  ['only those whom the rule names', [rule({ people })], [{}, {}, {}], ['ada', 'ben', 'ada']],
  [
    'whoever has waited longest',
    [
      rule({ people }),
      row('lead', 'l1', { owner: 'ada', routedBy: 'r', createdAt: '2026-11-20' }),
      row('lead', 'l2', { owner: 'ben', routedBy: 'r', createdAt: '2026-11-19' }),
    ],
    [{}, {}],
    ['ben', 'ada'],
  ],
  [
    'the other one after an odd number from one file',
    [
      rule({ people }),
      ...['ada', 'ben', 'ada'].map((owner, n) => row('lead', `l${n}`, { owner, routedBy: 'r' })),
    ],
    [{}],
    ['ben'],
  ],
  [
    'whoever has the fewest open',
    [
      rule({ method: 'Fewest open', people }),
      row('lead', 'l1', { owner: 'ada', status: 'New' }),
      row('deal', 'd1', { owner: 'ada' }),
      row('lead', 'l2', { owner: 'ben', status: 'Converted' }),
      row('deal', 'd2', { owner: 'ben', closedDate: '2026-01-01' }),
      row('lead', 'l3', { owner: 'ben', status: 'New', archivedAt: '2026' }),
    ],
    [{}, {}, {}],
    ['ben', 'ben', 'ada'],
  ],
  [
    'who is in charge of the territory, each in turn',
    [rule({ method: 'Own territory' })],
    [
      { territory: 'SOUTH' },
      { territory: 'South' },
      { territory: 'north' },
      { territory: 'West' },
      {},
    ],
    ['ben', 'cem', 'ada', undefined, undefined],
  ],
  [
    'by the first rule that fits',
    [
      rule({ id: 'late', position: 2 }),
      rule({ id: 'early', position: 1, sources: ['Trade Show'], people: ['user/cem'] }),
    ],
    [{ source: 'Trade Show' }, { source: 'Email' }],
    ['cem', 'ada'],
  ],
  [
    'by the next rule when nobody of the first is there',
    [rule({ id: 'a', people: ['user/gone'], position: 0 }), rule({ id: 'b', position: 1 })],
    [{}],
    ['ada'],
  ],
  ['nobody by a rule in the archive', [rule({ archivedAt: '2026' })], [{}], [undefined]],
])('a lead goes to %s', (_whom, rows, leads, expected) => {
  expect(owners(rows, leads)).toEqual(expected);
});

describe('a new lead', () => {
  const contextWith = (rows: readonly AnyRow[]): RuleContext => ({
    read: readerOf([...users, ...rows]),
    actor: 'me',
    now: NOW,
    newId: () => 'unused',
  });

  it('keeps the owner that it comes with', () => {
    const values = { lastName: 'X', owner: 'zoe' };
    expect(ownerForNewLead(values, contextWith([rule({})]))).toBe(values);
  });

  it('of a file goes to the next person, though none of the file is written yet', () => {
    const context = contextWith([rule({ people })]);
    const given = [1, 2, 3].map((n) => ownerForNewLead({ lastName: `${n}` }, context)['owner']);
    expect(given).toEqual(['ada', 'ben', 'ada']);
  });

  it('passes over whoever is away today', () => {
    const absences = [{ id: 'a', from: '2026-11-20', until: '2026-11-21' }];
    const away = row('user', 'aaa', { name: 'Aaa', absences });
    expect(ownerForNewLead({}, contextWith([rule({}), away]))['owner']).toBe('ada');
  });

  it('says which rule gave it', () => {
    expect(ownerForNewLead({}, contextWith([rule({})]))).toEqual({ owner: 'ada', routedBy: 'r' });
  });
});
