import { expect, it } from 'vitest';
import { caretElement, selectionMark } from './carets.ts';

it('a caret shows the person’s name as text, never as markup', () => {
  const caret = caretElement({ name: '<img src=x onerror=alert(1)>', color: '#1971c2' });
  expect(caret.querySelector('img')).toBeNull();
  expect(caret.textContent).toBe('<img src=x onerror=alert(1)>');
});

it.each([
  [
    'a colour that is no colour',
    { name: 'Ben', color: 'red; background: url(https://example.com)' },
  ],
  ['no colour', { name: 'Ben' }],
])('a caret with %s gets one that follows from the name', (_what, user) => {
  const color = caretElement(user).style.getPropertyValue('--note-caret-color');
  expect(color).toMatch(/^#[0-9a-f]{6}$/);
  expect(selectionMark(user).style).toBe(`background-color: ${color}33`);
});

it('a caret of somebody without a name is somebody’s', () => {
  expect(caretElement({}).textContent).toBe('Somebody');
});
