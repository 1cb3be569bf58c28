import { expect, test } from 'vitest';
import { MIN_HEIGHT, MIN_WIDTH, placeWindow } from './window-placement.ts';

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const monitor = { x: 1440, y: 0, width: 1920, height: 1080 };
const state = (x: number, y: number, width = 1000, height = 700, maximized = false) => ({
  bounds: { x, y, width, height },
  maximized,
});

test('the first window ever opens in the middle of the primary display', () => {
  expect(placeWindow(null, [laptop, monitor], 0)).toEqual(state(80, 63, 1280, 800));
});

test('a window opens where it was closed, maximised if it was', () => {
  expect(placeWindow(state(1500, 100, 1000, 700, true), [laptop, monitor], 0)).toEqual(
    state(1500, 100, 1000, 700, true),
  );
});

test('a window on a display that is gone comes back to the one that is there', () => {
  const { bounds } = placeWindow(state(1500, 100), [laptop], 0);
  expect(bounds).toEqual({ x: 220, y: 113, width: 1000, height: 700 });
});

test('a window is never larger than its display', () => {
  const { bounds } = placeWindow(state(0, 25, 4000, 3000), [laptop], 0);
  expect(bounds).toEqual({ x: 0, y: 25, width: 1440, height: 875 });
});

test('a window is never smaller than it can be used, also on a tiny display', () => {
  const { bounds } = placeWindow(null, [{ x: 0, y: 0, width: 320, height: 240 }], 0);
  expect([bounds.width, bounds.height]).toEqual([MIN_WIDTH, MIN_HEIGHT]);
});

test('a title bar above the display is brought down to it', () => {
  expect(placeWindow(state(100, -50), [laptop], 0).bounds.y).toBe(25);
});

test('a further window lies beside the first and is not maximised', () => {
  const second = placeWindow(state(100, 100, 1000, 700, true), [laptop], 1);
  expect(second).toEqual(state(128, 128, 1000, 700, false));
});

test('a fresh machine without any display still gets a window', () => {
  expect(placeWindow(null, [], 0)).toEqual(state(0, 0, 1280, 800));
});
