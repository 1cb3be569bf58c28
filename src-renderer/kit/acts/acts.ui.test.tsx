import { Notifications } from '@mantine/notifications';
import { act } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { openScreen, type Screen } from '../fields/fixtures/screen.fixture.tsx';
import { copyText } from './copy-text.ts';
import { useOneAtATime } from './use-one-at-a-time.ts';

let screen: Screen | undefined;
afterEach(() => {
  screen?.close();
  vi.restoreAllMocks();
});

test('what is under way is not begun again, and can be when it is over, also by a failure', async () => {
  const ends: { resolve: () => void; reject: (why: Error) => void }[] = [];
  const begin = (): Promise<void> =>
    new Promise<void>((resolve, reject) => ends.push({ resolve, reject })).catch(() => undefined);
  function Button() {
    const oneAtATime = useOneAtATime();
    return (
      <button type="button" onClick={() => oneAtATime(begin)}>
        Begin
      </button>
    );
  }
  screen = openScreen();
  await screen.show(<Button />);
  const press = (): void => act(() => screen?.container.querySelector('button')?.click());
  press();
  press();
  expect(ends).toHaveLength(1);
  await act(async () => ends[0]?.resolve());
  press();
  expect(ends).toHaveLength(2);
  await act(async () => ends[1]?.reject(new Error('gone')));
  press();
  expect(ends).toHaveLength(3);
});

test.each([
  ['taken', () => Promise.resolve(), 'Link copied'],
  ['refused', () => Promise.reject(new Error('no focus')), 'The clipboard did not take it.'],
])('a text for the clipboard that is %s is said to be so', async (_what, write, said) => {
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(write);
  screen = openScreen();
  await screen.show(<Notifications />);
  await act(() => copyText('rapport://', 'Link copied'));
  await expect.poll(() => document.body.textContent).toContain(said);
});
