import { describe, expect, it } from 'vitest';
import { currencyOf, localeFacts } from './locale.ts';

describe('what a locale says about writing', () => {
  it.each([
    ['en-US', 'US', '.', 'MDY', 'USD'],
    ['en-GB', 'GB', '.', 'DMY', 'GBP'],
    ['de-DE', 'DE', ',', 'DMY', 'EUR'],
    ['de-CH', 'CH', '.', 'DMY', 'CHF'],
    ['sv-SE', 'SE', ',', 'YMD', 'SEK'],
    ['ja', 'JP', '.', 'YMD', 'JPY'],
  ])('%s', (locale, country, decimal, dateOrder, currency) => {
    expect(localeFacts(locale)).toMatchObject({ country, decimal, dateOrder });
    expect(currencyOf(country)).toBe(currency);
  });

  it('an unknown country counts in dollars until somebody says otherwise', () => {
    expect(currencyOf('ZZ')).toBe('USD');
  });
});
