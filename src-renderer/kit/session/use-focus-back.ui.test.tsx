import { act } from 'react';
import { afterEach, expect, test } from 'vitest';
import { openScreen, type Screen } from '../fields/fixtures/screen.fixture.tsx';
import { useFocusBack } from './use-focus-back.ts';

let screen: Screen | undefined;
afterEach(() => screen?.close());

function Dialog() {
  useFocusBack();
  return <input aria-label="In the dialog" />;
}

interface PageProps {
  readonly isOpen: boolean;
  readonly hasMenu?: boolean;
}

function Page({ isOpen, hasMenu = false }: PageProps) {
  return (
    <>
      <button type="button">Open</button>
      {hasMenu && <button type="button">Entry</button>}
      <input aria-label="Elsewhere" />
      {isOpen && <Dialog />}
    </>
  );
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

async function show(props: PageProps): Promise<void> {
  screen ??= openScreen();
  await screen.show(<Page {...props} />);
  await act(settled);
}

function focus(name: string): void {
  const found = [...document.querySelectorAll<HTMLElement>('button, input')].find((element) =>
    [element.textContent, element.getAttribute('aria-label')].includes(name),
  );
  act(() => found?.focus());
}

afterEach(() => {
  screen = undefined;
});

test('whoever leaves a dialog goes on from the button that opened it', async () => {
  await show({ isOpen: false });
  focus('Open');
  await show({ isOpen: true });
  focus('In the dialog');
  await show({ isOpen: false });
  expect(document.activeElement?.textContent).toBe('Open');
});

test('a dialog from a menu leads back to the button of the menu, whose entry is gone', async () => {
  await show({ isOpen: false, hasMenu: true });
  focus('Open');
  focus('Entry');
  await show({ isOpen: true });
  focus('In the dialog');
  await show({ isOpen: false });
  expect(document.activeElement?.textContent).toBe('Open');
});

test('what took the focus as the dialog closed keeps it', async () => {
  await show({ isOpen: false });
  focus('Open');
  await show({ isOpen: true });
  focus('Elsewhere');
  await show({ isOpen: false });
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Elsewhere');
});
