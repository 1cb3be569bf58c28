import { act } from 'react';
import { afterEach, expect, test } from 'vitest';
import {
  clientThatAnswers,
  openScreen,
  type,
  type Screen,
} from '../../kit/fields/fixtures/screen.fixture.tsx';
import { FirstRun } from './first-run.tsx';

let screen: Screen | undefined;
afterEach(() => screen?.close());

const field = (label: string): HTMLInputElement => {
  const labels = [...document.querySelectorAll('label')];
  const id = labels.find(({ textContent }) => textContent === label)?.htmlFor ?? '';
  return document.getElementById(id) as HTMLInputElement;
};
const press = (name: string): Promise<void> =>
  act(async () =>
    [...document.querySelectorAll('button')]
      .find(({ textContent }) => textContent.includes(name))
      ?.click(),
  );

test('whoever begins without a name is told what is missing and is where to write it', async () => {
  let created = 0;
  const client = clientThatAnswers({
    'workspace.create': () => {
      created += 1;
      return { ok: true, value: {} };
    },
  });
  screen = openScreen(client);
  await screen.show(
    <FirstRun client={client} locale="en-GB" defaultRelayUrl={null} joinLink={null} />,
  );
  await press('Start with sample data');
  expect(document.querySelector('[role="alert"]')?.textContent).toContain('Your name is missing.');
  expect(document.activeElement).toBe(field('Your name'));
  type(field('Your name'), 'Anna Berg');
  await press('Start empty');
  expect(document.querySelector('[role="alert"]')?.textContent).toContain('no name yet');
  expect(document.activeElement).toBe(field('Workspace name'));
  type(field('Workspace name'), 'Nordlicht');
  await press('Start empty');
  expect(created).toBe(1);
});
