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
])('the suggestion %j becomes the plain name %j', (suggested, name) => {
  expect(plainFileName(suggested)).toBe(name);
});
