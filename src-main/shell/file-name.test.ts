import { expect, test } from 'vitest';
import { plainFileName } from './file-name.ts';

test.each([
  ['deals 2017.csv', 'deals 2017.csv'],
  ['Müller & Söhne – 見積.pdf', 'Müller & Söhne – 見積.pdf'],
  ['../../.bashrc', '_.._.bashrc'],
  ['C:\\Windows\\system.ini', 'C__Windows_system.ini'],
  ['.profile', 'profile'],
  ['report. ', 'report'],
  ['a\u0000b\n.csv', 'a_b_.csv'],
  ['CON.csv', '_CON.csv'],
  ['...', 'rapport'],
  [`${'a'.repeat(300)}.pdf`, `${'a'.repeat(236)}.pdf`],
  // Three bytes a letter, and none of them cut.
  [`${'見'.repeat(90)}.pdf`, `${'見'.repeat(78)}.pdf`],
  [`Offer${' '.repeat(300)}.pdf`, 'Offer.pdf'],
])('the suggestion %j becomes the plain name %j', (suggested, name) => {
  expect(plainFileName(suggested)).toBe(name);
});
