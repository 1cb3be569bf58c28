import { expect, test } from 'vitest';
import { languageName } from './language-names.ts';

test.each([
  ['de', 'en', 'German'],
  ['pt-BR', 'en', 'Brazilian Portuguese'],
  ['de', 'de', 'Deutsch'],
  ['English', 'en', 'English'],
  ['as they like', 'en', 'as they like'],
])('%s is called in %s: %s', (tag, locale, name) => {
  expect(languageName(tag, locale)).toBe(name);
});
