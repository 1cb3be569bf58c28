import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { isChromiumNoise, withoutChromiumNoise } from './chromium-noise.mjs';

const NOISE = '[3880:1121/205310.810424:ERROR:bus.cc(407)] Failed to connect to the bus';

test('a complaint of Chromium about the machine is noise, a word of the app is not', () => {
  expect(isChromiumNoise(NOISE)).toBe(true);
  expect(isChromiumNoise('The switch --profile needs a value.')).toBe(false);
  expect(isChromiumNoise('[main] start-up took 120 ms')).toBe(false);
});

test('lines that arrive in pieces are judged whole, and the last one needs no line end', async () => {
  const filter = withoutChromiumNoise();
  for (const piece of ['on', `e\n${NOISE.slice(0, 20)}`, `${NOISE.slice(20)}\ntwo`])
    filter.write(piece);
  filter.end();
  expect(await text(filter)).toBe('one\ntwo\n');
});
