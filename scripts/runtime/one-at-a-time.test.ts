import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { oneAtATime } from './one-at-a-time.mjs';
import { RUNTIME } from './places.mjs';

const silent = () => {};

test('two acts of one name follow each other', async () => {
  const steps: string[] = [];
  const act = (name: string) => async () => {
    steps.push(`${name} begins`);
    await sleep(60);
    steps.push(`${name} ends`);
  };
  await Promise.all([
    oneAtATime('test-sequence', silent, act('one')),
    oneAtATime('test-sequence', silent, act('two')),
  ]);
  expect(steps).toEqual(['one begins', 'one ends', 'two begins', 'two ends']);
});

test('a failed act lets the next one in', async () => {
  const failing = oneAtATime('test-failure', silent, () => Promise.reject(new Error('no disk')));
  await expect(failing).rejects.toThrow('no disk');
  await expect(oneAtATime('test-failure', silent, () => Promise.resolve(7))).resolves.toBe(7);
});

test('the claim of a process that was killed does not hold', async () => {
  await oneAtATime('test-claim', silent, () => Promise.resolve());
  // Above the largest process id that Linux gives (2^22).
  writeFileSync(path.join(RUNTIME, 'test-claim.pid'), '999999999');
  await expect(oneAtATime('test-claim', silent, () => Promise.resolve(1))).resolves.toBe(1);
});
