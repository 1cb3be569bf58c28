import { Notifications } from '@mantine/notifications';
import { act } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { openScreen, type Screen } from '../fields/fixtures/screen.fixture.tsx';
import { copyText } from './copy-text.ts';
import { sayDone } from './toast.tsx';
import { useOneAtATime } from './use-one-at-a-time.ts';

let screen: Screen | undefined;
afterEach(() => {
  screen?.close();
  vi.restoreAllMocks();
  vi.useRealTimers();
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

test('what is said in the place of something else stands as long as if it came first', async () => {
  vi.useFakeTimers();
  screen = openScreen();
  await screen.show(<Notifications />);
  const pass = (ms: number): Promise<void> =>
    act(async () => void (await vi.advanceTimersByTimeAsync(ms)));
  for (const words of ['The first is moved', 'The second is moved', 'The third is moved']) {
    await act(async () => sayDone(words));
    await pass(6_000);
    expect(document.body.textContent).toContain(words);
  }
  await pass(3_000);
  expect(document.body.textContent).not.toContain('is moved');
});
