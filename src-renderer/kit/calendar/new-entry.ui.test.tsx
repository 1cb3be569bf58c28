import { act } from 'react';
import { afterEach, expect, test } from 'vitest';
import {
  clientThatAnswers,
  openScreen,
  type,
  type Screen,
} from '../fields/fixtures/screen.fixture.tsx';
import { NewEntry } from './new-entry.tsx';

const TIMES = { startAt: '2026-03-02T09:00:00.000Z', endAt: '2026-03-02T09:30:00.000Z' };
const REFUSED = {
  code: 'required-field-missing',
  message: 'The activity needs “Room”.',
  remedy: 'Fill it in and plan it again.',
};

let screen: Screen | undefined;
afterEach(() => screen?.close());

const subject = (): HTMLInputElement =>
  document.querySelector('input[aria-label="Subject"]') as HTMLInputElement;
const send = (): Promise<void> =>
  act(async () => document.querySelector<HTMLFormElement>('form')?.requestSubmit());

test('what is planned in the calendar and refused says why, and what can be done', async () => {
  let created = 0;
  screen = openScreen(
    clientThatAnswers({
      'record.create': () => {
        created += 1;
        return { ok: false, problem: REFUSED };
      },
    }),
  );
  await screen.show(
    <NewEntry times={TIMES} due={false} onClose={() => undefined} onCreated={() => undefined} />,
  );
  await send();
  expect(document.body.textContent).toContain('Write a few words.');
  expect(created).toBe(0);
  type(subject(), 'Kick-off');
  await send();
  expect(created).toBe(1);
  expect(document.body.textContent).not.toContain('Write a few words.');
  expect(document.querySelector('[role="alert"]')?.textContent).toBe(
    `${REFUSED.message} ${REFUSED.remedy}`,
  );
});
