import { describe, expect, test } from 'vitest';
import { countryCode } from '../countries.ts';
import { addressSign, normalAddress } from './address-normal.ts';

describe('an address is kept in one way of writing', () => {
  test.each([
    ['DE', 'Germany'],
    ['deutschland', 'Germany'],
    ['Allemagne', 'Germany'],
    ['USA', 'United States'],
    ['U.S.A.', 'United States'],
    ['uk', 'United Kingdom'],
    ['Österreich', 'Austria'],
    ['Schweiz', 'Switzerland'],
    ['日本', 'Japan'],
    ['POL', 'Poland'],
  ])('the country %s is %s', (typed, kept) => {
    expect(normalAddress({ country: typed })).toEqual({ country: kept });
  });

  test('what is no country stays as it was typed', () => {
    expect(normalAddress({ country: '  Middle  Earth ' })).toEqual({ country: 'Middle Earth' });
    expect(countryCode('Middle Earth')).toBeUndefined();
  });

  test.each([
    [{ country: 'USA', state: 'california' }, 'CA'],
    [{ country: 'USA', state: 'N.Y.' }, 'NY'],
    [{ country: 'Canada', state: 'Ontario' }, 'ON'],
    [{ country: 'Germany', state: 'Bavaria' }, 'Bavaria'],
    [{ state: 'Washington' }, 'Washington'],
  ])('the state of %o is %s', (address, state) => {
    expect(normalAddress(address).state).toBe(state);
  });

  test.each([
    [{ country: 'GB', postalCode: 'sw1a1aa' }, 'SW1A 1AA'],
    [{ country: 'Nederland', postalCode: '1012ab' }, '1012 AB'],
    [{ country: 'PL', postalCode: '00950' }, '00-950'],
    [{ country: 'DE', postalCode: ' 10115 ' }, '10115'],
    [{ postalCode: 'k1a  0b1' }, 'K1A 0B1'],
  ])('the postal code of %o is %s', (address, postalCode) => {
    expect(normalAddress(address).postalCode).toBe(postalCode);
  });

  test('twice is the same as once', () => {
    const once = normalAddress({
      street: 'Hauptstr. 5',
      city: 'Berlin',
      postalCode: '10115',
      country: 'D',
    });
    expect(normalAddress(once)).toEqual(once);
  });
});

test.each([
  ['Hauptstr. 5', 'Hauptstraße 5'],
  ['Haupt Straße 5', 'Hauptstr 5'],
  ['12 Main Street', '12 main st.'],
  ['1 North Park Avenue, Suite 3', '1 N Park Ave Ste 3'],
])('%s and %s are one street', (a, b) => {
  const at = { city: 'Berlin', postalCode: '10115' };
  expect(addressSign({ ...at, street: a, country: 'DE' })).toBe(
    addressSign({ ...at, street: b, country: 'Germany' }),
  );
});

test('an address without a house says nothing about who lives there', () => {
  expect(addressSign({ street: 'Hauptstraße', city: 'Berlin' })).toBe('');
  expect(addressSign({ street: 'Hauptstraße 5' })).toBe('');
  expect(addressSign({ country: 'Germany' })).toBe('');
});
