import { expect, test } from 'vitest';
import { createIntake } from './intake.ts';

const BOUNDS = {
  framesPerSecond: 10,
  framesBurst: 5,
  bytesPerSecond: 1_000,
  bytesBurst: 500,
  debtBurstsMax: 2,
};

function intakeAt(clock: { nowMs: number }) {
  let reading = true;
  let due: (() => void) | null = null;
  let delayMs = 0;
  const intake = createIntake(
    { nowMs: () => clock.nowMs },
    {
      after(ms, run) {
        due = run;
        delayMs = ms;
        return () => {
          due = null;
        };
      },
    },
    BOUNDS,
    (next) => {
      reading = next;
    },
  );
  return {
    intake,
    reading: () => reading,
    delayMs: () => delayMs,
    fire() {
      const run = due;
      due = null;
      run?.();
    },
  };
}

test.each([
  ['stands still', 0],
  ['goes back ten years', -315_360_000_000],
])('a session that waited is read again, also when the clock %s meanwhile', (_title, jumpMs) => {
  const clock = { nowMs: 1_000_000 };
  const session = intakeAt(clock);
  for (let index = 0; index < 4; index++) session.intake.take(150);
  expect(session.reading()).toBe(false);
  expect(session.delayMs()).toBe(101);
  clock.nowMs += jumpMs;
  session.fire();
  expect(session.reading()).toBe(true);
});

test('what is delivered in spite of the wait is waited for as well', () => {
  const session = intakeAt({ nowMs: 0 });
  for (let index = 0; index < 6; index++) session.intake.take(150);
  session.fire();
  expect(session.reading()).toBe(false);
  expect(session.delayMs()).toBe(300);
  session.fire();
  expect(session.reading()).toBe(true);
});

test('a session that is held for another reason stays held when its tokens are back', () => {
  const session = intakeAt({ nowMs: 0 });
  for (let index = 0; index < 6; index++) session.intake.take(1);
  session.intake.hold(true);
  session.fire();
  expect(session.reading()).toBe(false);
  session.intake.hold(false);
  expect(session.reading()).toBe(true);
});

test('a session is in order until its debt is two bursts', () => {
  const session = intakeAt({ nowMs: 0 });
  const taken = Array.from({ length: 16 }, () => session.intake.take(1));
  expect(taken.indexOf(false)).toBe(14);
});
