import { act, useEffect } from 'react';
import { afterEach, expect, test } from 'vitest';
import { clientThatAnswers, openScreen, type Screen } from '../fields/fixtures/screen.fixture.tsx';
import { useImport, type ImportWizard } from './use-import.ts';

const STANDS_ON_IT = {
  code: 'later-work',
  message: 'Later work stands on one of these records.',
  remedy: 'Undo that first.',
};

let screen: Screen | undefined;
afterEach(() => screen?.close());

let wizard: ImportWizard;
function Probe() {
  const now = useImport('account');
  useEffect(() => {
    wizard = now;
  });
  return null;
}

test('an import that cannot be undone says why, until it can', async () => {
  let isRefused = true;
  screen = openScreen(
    clientThatAnswers({
      'import.inspect': () => ({
        ok: true,
        value: { importId: 'i', entity: 'account', columns: [], also: [] } as never,
      }),
      'import.run': () => ({ ok: true, value: { batch: 'b' } as never }),
      'undo.run': ({ id }) =>
        isRefused
          ? { ok: false, problem: STANDS_ON_IT }
          : {
              ok: true,
              value: { id: id ?? '', label: 'Import', at: '', records: 1, state: 'undone' },
            },
    }),
  );
  await screen.show(<Probe />);
  await act(() => wizard.choose(new File(['Name\nAcme'], 'accounts.csv')));
  await act(() => wizard.run());
  await act(() => wizard.undo());
  expect(wizard.state).toMatchObject({ step: 'done', undone: false, problem: STANDS_ON_IT });
  isRefused = false;
  await act(() => wizard.undo());
  expect(wizard.state).toMatchObject({ step: 'done', undone: true, problem: null });
});
