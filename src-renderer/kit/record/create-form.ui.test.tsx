import { afterEach, expect, test, vi } from 'vitest';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { Values } from '../../../crm/kernel/derive.ts';
import { entityNamed } from '../../../crm/modules/registry.ts';
import { clientThatAnswers, openScreen, type Screen } from '../fields/fixtures/screen.fixture.tsx';
import { CreateForm } from './create-form.tsx';

const ME = '0190a000-0000-7000-8000-000000000001';
const ACME = '0190a000-0000-7000-8000-000000000002';
const NAMES: Readonly<Record<string, string>> = { [ME]: 'Anna Berg', [ACME]: 'Acme' };

let screen: Screen | undefined;
afterEach(() => screen?.close());

async function showForm(
  name: string,
  values: Values,
  onClose: () => void = () => undefined,
): Promise<void> {
  const entity = entityNamed(name) as EntityDef;
  screen = openScreen(
    clientThatAnswers({
      'record.open': ({ entity: of, id }) => ({
        row: { id, entity: of, createdAt: '', createdBy: '', name: NAMES[id] ?? '' },
        titles: {},
        people: [],
        incomplete: false,
      }),
      'record.close': () => ({}),
      'duplicates.alike': () => [],
    }),
  );
  await screen.show(
    <CreateForm entity={entity} values={values} onClose={onClose} onCreated={() => undefined} />,
  );
}

function inputAt(key: string): HTMLInputElement | null {
  return document.querySelector(`[data-field="${key}"] input`);
}

test.each(['account', 'contact', 'deal', 'activity'])(
  'a new %s belongs to whoever creates it, until they choose another',
  async (name) => {
    await showForm(name, {});
    await expect.poll(() => inputAt('owner')?.value).toBe('Anna Berg');
  },
);

test('a new lead belongs to nobody: the rules give it out', async () => {
  await showForm('lead', {});
  expect(inputAt('owner')?.value).toBe('');
});

test.each([
  ['ticket', 'status', 'New'],
  ['lead', 'status', 'New'],
])('a %s begins as one, with its %s %s', async (name, key, words) => {
  await showForm(name, {});
  expect(inputAt(key)?.value).toBe(words);
});

test('a new product is sold, unless the person says otherwise', async () => {
  await showForm('product', {});
  expect(inputAt('active')?.checked).toBe(true);
});

test('choices that the first field has lie over no other field until they are asked for', async () => {
  await showForm('activity', {});
  expect(document.activeElement).toBe(inputAt('kind'));
  expect(inputAt('kind')?.getAttribute('aria-expanded')).toBe('false');
  inputAt('kind')?.click();
  await expect.poll(() => inputAt('kind')?.getAttribute('aria-expanded')).toBe('true');
});

test('a contact that is added to the people around an account shows which account that is', async () => {
  await showForm('contact', { accounts: [{ id: 'first', account: ACME }] });
  await expect.poll(() => inputAt('accounts')?.value).toBe('Acme');
});

test('a form that is sent too early has the focus in the first field that it lacks', async () => {
  await showForm('contact', {});
  inputAt('firstName')?.focus();
  document.querySelector<HTMLButtonElement>('button[type="submit"]')?.click();
  await expect.poll(() => document.activeElement).toBe(inputAt('lastName'));
});

function pressEscape(): void {
  const init = { key: 'Escape', bubbles: true, cancelable: true };
  document.body.dispatchEvent(new KeyboardEvent('keydown', init));
}

test('what was filled in is not left by one Escape', async () => {
  const closed = vi.fn<() => void>();
  await showForm('contact', {}, closed);
  inputAt('firstName')?.dispatchEvent(new Event('input', { bubbles: true }));
  await new Promise((drawn) => setTimeout(drawn));
  pressEscape();
  await expect
    .poll(() => document.querySelector('[role="alert"]')?.textContent)
    .toContain('Escape');
  expect(closed).not.toHaveBeenCalled();
  pressEscape();
  await expect.poll(() => closed.mock.calls.length).toBe(1);
});

test('a form that nobody filled in is left at once', async () => {
  const closed = vi.fn<() => void>();
  await showForm('contact', {}, closed);
  pressEscape();
  await expect.poll(() => closed.mock.calls.length).toBe(1);
});
