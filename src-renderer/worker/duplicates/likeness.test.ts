import { describe, expect, it, test } from 'vitest';
import { account } from '../../../crm/modules/account/account.entity.ts';
import { contact } from '../../../crm/modules/contact/contact.entity.ts';
import { lead } from '../../../crm/modules/lead/lead.entity.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { LIKENESS_MIN, likenessOf, type Likeness } from './likeness.ts';
import { comparedName } from './names.ts';
import { blockingKeys, signsOf } from './signs.ts';

type Values = Readonly<Record<string, unknown>>;
const mail = (address: string): Values => ({ emails: [{ id: 'e', address }] });
const phone = (number: string): Values => ({ phones: [{ id: 'p', number }] });

function compare(entity: EntityDef, a: Values, b: Values): Likeness & { meet: boolean } {
  const [one, other] = [signsOf(entity, a, 'DE'), signsOf(entity, b, 'DE')];
  if (one === undefined || other === undefined) throw new Error('tells no duplicates');
  const keys = new Set(blockingKeys(one));
  const likeness = likenessOf(one, other);
  expect(likenessOf(other, one)).toEqual(likeness);
  return { ...likeness, meet: blockingKeys(other).some((key) => keys.has(key)) };
}

test.each([
  ['Acme, Inc.', 'acme'],
  ['ACME GmbH & Co. KG', 'acme'],
  ['The Acme Company, Ltd.', 'acme'],
  ['Société Générale S.A.', 'societegenerale'],
  ['Müller G.m.b.H.', 'muller'],
  ['A.B. Svensson', 'svensson'],
  ['Inc.', 'inc'],
])('the company %s is compared as %s', (name, joined) => {
  expect(comparedName(name, 'organisation').joined).toBe(joined);
});

describe('two accounts are taken for one', () => {
  it.each<[string, Values, Values, string[]]>([
    ['legal forms', { name: 'Acme Inc.' }, { name: 'ACME GmbH' }, ['same name']],
    ['accents', { name: 'Élodie Conseil' }, { name: 'Elodie Conseil' }, ['same name']],
    ['a blank', { name: 'Ganjalusion' }, { name: 'Ganja lusion' }, ['same name']],
    ['a slip', { name: 'Technoplast Nord' }, { name: 'Tecnoplast Nord' }, ['similar name']],
    ['a common word', { name: 'Codehow' }, { name: 'Codehow Group' }, ['similar name']],
    ['an order', { name: 'Bank of Berlin' }, { name: 'Berlin Bank' }, ['same name']],
    [
      'a domain',
      { name: 'Betatech', website: 'https://www.betasoloin.example/en' },
      { name: 'Betasoloin', domain: 'betasoloin.example' },
      ['same domain'],
    ],
    [
      'the domain of an address',
      { name: 'Betatech', ...mail('info@beta.example') },
      { name: 'Beta', domain: 'beta.example' },
      ['same domain'],
    ],
    [
      'a name and an address in two ways of writing',
      {
        name: 'Konex',
        billingAddress: { street: 'Hauptstr. 5', postalCode: '10115', country: 'Germany' },
      },
      {
        name: 'Konex Deutschland',
        shippingAddress: { street: 'Hauptstraße 5', postalCode: '10115', country: 'DE' },
      },
      ['similar name', 'same address'],
    ],
    [
      'a name and a number in two formats',
      { name: 'Konex', ...phone('030 1234567') },
      { name: 'Konex Deutschland', ...phone('+49 (30) 123-4567') },
      ['similar name', 'same phone'],
    ],
  ])('by %s', (_what, a, b, reasons) => {
    const { score, reasons: found, meet } = compare(account, a, b);
    expect(score).toBeGreaterThanOrEqual(LIKENESS_MIN);
    expect(new Set(found)).toEqual(new Set(reasons));
    expect(meet).toBe(true);
  });
});

describe('two accounts are left alone', () => {
  it.each<[string, Values, Values]>([
    ['numbers differ', { name: 'Store 12' }, { name: 'Store 13' }],
    ['only a common word is shared', { name: 'Amber Technologies' }, { name: 'Onyx Technologies' }],
    ['short names differ by a letter', { name: 'ABB' }, { name: 'ADB' }],
    [
      'both use a free mail service',
      { name: 'Amber', ...mail('a@gmail.com') },
      { name: 'Onyx', ...mail('b@gmail.com') },
    ],
    [
      'similar names have domains of their own',
      { name: 'Codehow', domain: 'codehow.example' },
      { name: 'Codehow Group', domain: 'codehowgroup.example' },
    ],
  ])('when %s', (_what, a, b) => {
    expect(compare(account, a, b).score).toBeLessThan(LIKENESS_MIN);
  });
});

describe('people', () => {
  const john = { firstName: 'John', lastName: 'Smith' };
  it.each<[string, EntityDef, Values, Values, boolean]>([
    [
      'the same e-mail is enough',
      contact,
      { lastName: 'S', ...mail('a@x.example') },
      { lastName: 'Q', ...mail('A@X.example') },
      true,
    ],
    ['the same name with nothing against it is', contact, john, john, true],
    [
      'the same name at the same company is',
      lead,
      { ...john, company: 'Acme Inc.' },
      { ...john, company: 'ACME' },
      true,
    ],
    [
      'the same name at another company is not',
      lead,
      { ...john, company: 'Acme' },
      { ...john, company: 'Onyx' },
      false,
    ],
    ['names in the wrong order are', contact, john, { firstName: 'Smith', lastName: 'John' }, true],
    [
      'an initial at the same company is',
      lead,
      { ...john, company: 'Acme' },
      { firstName: 'J.', lastName: 'Smith', company: 'Acme' },
      true,
    ],
    [
      'a shared number alone is not',
      contact,
      { ...john, ...phone('+49301234567') },
      { lastName: 'Meier', ...phone('+49301234567') },
      false,
    ],
    [
      'a slip in the name and a shared number are',
      contact,
      { ...john, ...phone('+49301234567') },
      { firstName: 'Jon', lastName: 'Smith', ...phone('030/1234567') },
      true,
    ],
  ])('%s', (_what, entity, a, b, expected) => {
    const { score, meet } = compare(entity, a, b);
    expect(score >= LIKENESS_MIN).toBe(expected);
    if (expected) expect(meet).toBe(true);
  });
});
