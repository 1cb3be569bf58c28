import { describe, expect, test } from 'vitest';
import type { RuleContext } from '../../kernel/command.ts';
import type { Values } from '../../kernel/derive.ts';
import type { AnyRow } from '../../kernel/entity.ts';
import { territoryMap, territoryOf, withTerritory } from './territories.ts';
import type { TerritoryRow } from './territory.entity.ts';

const place = (id: string, values: object): TerritoryRow => ({
  id,
  entity: 'territory',
  createdAt: 'x',
  createdBy: '',
  name: id,
  ...values,
});
const rows = [
  place('Europe', {}),
  place('Germany', { parent: 'Europe', countries: ['Germany'] }),
  place('Hamburg', { parent: 'Germany', postalPrefixes: ['20', '21 ', '22'] }),
  place('Hamburg, large', { parent: 'Hamburg', employeesFrom: 500 }),
  place('Alps', { countries: ['AT', 'CH'] }),
  place('Banks', { industries: ['Banking'], countries: ['AT'] }),
  place('America', { countries: ['USA'] }),
  place('Everybody', { postalPrefixes: ['-'] }),
  place('Small', { employeesTo: 10 }),
  place('Gone', { countries: ['Norway'], archivedAt: 'x' }),
  place('Only a name', { parent: 'Germany' }),
];
const map = territoryMap(rows);
const at = (country: string, postalCode?: string): Values => ({
  billingAddress: { country, postalCode },
});

describe('a customer is in', () => {
  test.each<readonly [string, Values, string | undefined]>([
    ['the territory of its country', at('Germany', '80331'), 'Germany'],
    ['the same, by the two letters of the country', at('DE', '80331'), 'Germany'],
    ['the same, in another language', at('Deutschland', '80331'), 'Germany'],
    ['one that the team calls by its short form', at('United States'), 'America'],
    ['none that names no real beginning of a code', at('France', '75001'), undefined],
    ['the part of it that its postal code says', at('germany', '20457'), 'Hamburg'],
    ['that, with a blank in the code', at('Germany', '2 1029'), 'Hamburg'],
    ['the closest part, by size', { ...at('Germany', '20457'), employees: 500 }, 'Hamburg, large'],
    ['no part of a country that is another', at('Netherlands', '2011'), undefined],
    ['one of several countries', at('Switzerland'), 'Alps'],
    ['what says more about it', { ...at('Austria'), industry: 'Banking' }, 'Banks'],
    ['one by size alone', { employees: 10 }, 'Small'],
    ['none beyond that size', { employees: 11 }, undefined],
    ['none that is archived', at('Norway'), undefined],
    ['none when nothing is known of it', {}, undefined],
  ])('%s', (_what, values, name) => {
    expect(territoryOf(values, map)).toBe(name);
    expect(territoryOf(values, territoryMap(rows.toReversed()))).toBe(name);
  });
});

describe('territories', () => {
  test('that two desktops made part of each other still take whom they name', () => {
    const ring = territoryMap([
      place('A', { parent: 'B', countries: ['Spain'] }),
      place('B', { parent: 'A', postalPrefixes: ['28'] }),
    ]);
    expect(territoryOf(at('Spain', '28001'), ring)).toBe('A');
    expect(territoryOf(at('Spain', '08001'), ring)).toBeUndefined();
  });

  test('are filled in where there is none, and never over one that a file or a person gave', () => {
    const context: RuleContext = {
      read: { get: () => undefined, all: () => rows as unknown as readonly AnyRow[] },
      actor: '',
      now: '',
      newId: () => '',
    };
    expect(withTerritory(at('Austria'), context)).toMatchObject({ territory: 'Alps' });
    const given = { ...at('Austria'), territory: 'South' };
    expect(withTerritory(given, context)).toBe(given);
    expect(withTerritory({ address: { country: 'CH' } }, context)).toMatchObject({
      territory: 'Alps',
    });
  });
});
