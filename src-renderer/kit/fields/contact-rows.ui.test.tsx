import { afterEach, beforeEach, expect, it } from 'vitest';
import { primaryFirst } from '../../../crm/kernel/fields/child-rows.ts';
import { ContactRows, type ContactRow } from './contact-rows.tsx';
import { openScreen, type Screen } from './fixtures/screen.fixture.tsx';

let screen: Screen;
beforeEach(() => {
  screen = openScreen();
});
afterEach(() => screen.close());

const radios = (): HTMLInputElement[] => [
  ...document.querySelectorAll<HTMLInputElement>('input[type="radio"]'),
];

async function show(rows: readonly ContactRow[]): Promise<(readonly ContactRow[] | null)[]> {
  const said: (readonly ContactRow[] | null)[] = [];
  await screen.show(
    <ContactRows
      fieldLabel="E-mails"
      noun="e-mail"
      inputMode="email"
      rows={rows}
      inputId="the-input"
      autoFocus
      problem={undefined}
      read={(text) => ({ ok: true, value: [{ id: text, text }] })}
      onCommit={(next) => said.push(next)}
      onCancel={() => undefined}
      onProblem={() => undefined}
    />,
  );
  return said;
}

it('of two that two people chose at once, the one that every desktop uses is shown as the first', async () => {
  const rows = [
    { id: 'b', text: 'b@x.example', primary: true },
    { id: 'a', text: 'a@x.example', primary: true },
  ];
  await show(rows);
  expect(primaryFirst(rows)[0]?.id).toBe('a');
  expect(radios().map(({ checked }) => checked)).toEqual([false, true]);
});

it('whoever chooses one takes the choice from all others', async () => {
  const said = await show([
    { id: 'a', text: 'a@x.example', primary: true },
    { id: 'b', text: 'b@x.example', primary: true },
    { id: 'c', text: 'c@x.example' },
  ]);
  radios()[2]?.click();
  await new Promise((resolve) => setTimeout(resolve));
  const input = document.getElementById('the-input');
  input?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  await expect
    .poll(() => said.at(-1)?.map(({ id, primary }) => [id, primary === true]))
    .toEqual([
      ['a', false],
      ['b', false],
      ['c', true],
    ]);
});
