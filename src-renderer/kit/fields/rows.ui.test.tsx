import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { act } from 'react';
import type { FieldOf } from '../../../crm/kernel/field-kinds.ts';
import { fieldViews } from '../field-views.ts';
import {
  clientThatAnswers,
  leave,
  openScreen,
  type,
  type Screen,
} from './fixtures/screen.fixture.tsx';

const LUMEN = '0190a000-0000-7000-8000-0000000000aa';
const field: FieldOf<'rows'> = {
  kind: 'rows',
  label: 'Other accounts',
  rowLabel: 'account',
  columns: {
    account: { kind: 'link', to: 'account', label: 'Account', required: true },
    role: { kind: 'text', label: 'Role' },
    fee: { kind: 'money', label: 'Fee' },
  },
  fills: { fee: { from: 'account', field: 'annualRevenue' } },
};

describe('the table in which child rows are edited', () => {
  const onCommit = vi.fn<(value: unknown) => void>();
  const onCancel = vi.fn<() => void>();
  const { Input } = fieldViews.rows;
  let screen: Screen;

  beforeEach(async () => {
    vi.clearAllMocks();
    screen = openScreen(
      clientThatAnswers({
        'query.open': () => ({
          ok: true,
          value: {
            subscription: 1,
            result: {
              version: 1,
              count: 1,
              offset: 0,
              rows: [{ id: LUMEN, name: 'Lumen Press', createdAt: '2026-01-01T00:00:00.000Z' }],
              titles: {},
              sums: {},
            },
          },
        }),
        'record.open': () => ({
          row: { id: LUMEN, annualRevenue: { amountMinor: 120_000, currency: 'USD' } },
        }),
        'record.close': () => ({}),
        search: () => ({
          hits: [{ entity: 'account', id: LUMEN, title: 'Lumen Press', subtitle: 'Media' }],
          complete: true,
        }),
      } as never),
    );
    await screen.show(
      <Input
        field={field}
        value={undefined}
        entity="contact"
        fieldKey="otherAccounts"
        inputId="the-input"
        autoFocus
        problem={undefined}
        titleOf={() => undefined}
        onCommit={onCommit}
        onCancel={onCancel}
        onProblem={vi.fn<(reason: string) => void>()}
      />,
    );
  });
  afterEach(() => screen.close());

  const inputs = (): HTMLInputElement[] => [...screen.container.querySelectorAll('input')];
  const first = (): HTMLInputElement => {
    const [input] = inputs();
    if (input === undefined) throw new Error('there is no line');
    return input;
  };

  it('opens with its first line where there is none yet, which counts only once it is begun', () => {
    expect(document.activeElement).toBe(first());
    leave(first());
    expect(onCancel).toHaveBeenCalledOnce();
    expect(onCommit).not.toHaveBeenCalled();
  });

  it('goes into a line that is added', () => {
    act(() => screen.container.querySelector<HTMLElement>('button.mantine-Button-root')?.click());
    expect(inputs()).toHaveLength(6);
    expect(document.activeElement).toBe(inputs()[3]);
  });

  it('shows what was chosen although nobody else knows its title yet', async () => {
    await act(async () => type(first(), 'Lum'));
    const option = document.querySelector<HTMLElement>('[role="option"]');
    await act(async () => option?.click());
    await act(async () => inputs()[1]?.focus());
    expect(first().value).toBe('Lumen Press');
  });

  it('fills in what the chosen record says of the rest of its line', async () => {
    await act(async () => type(first(), 'Lum'));
    const option = document.querySelector<HTMLElement>('[role="option"]');
    await act(async () => option?.click());
    expect(inputs()[2]?.value).toBe('1200');
    leave(first());
    expect(onCommit).toHaveBeenCalledWith([
      {
        id: expect.any(String) as unknown,
        account: LUMEN,
        fee: { amountMinor: 120_000, currency: 'USD' },
      },
    ]);
  });
});
