import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Desk, DeskView, Due } from '../../../crm/contracts/rpc/service.rpc.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import {
  clientThatAnswers,
  openScreen,
  press,
  type Screen,
} from '../fields/fixtures/screen.fixture.tsx';
import { DeskPage, type DeskPlace } from './desk-page.tsx';
import { DeskRow } from './desk-row.tsx';

const COUNTS = { mine: 1, unassigned: 2, overdue: 1, near: 1, escalated: 0, all: 3 };

function entry(serial: number, due: Partial<Due> | null): Desk['rows'][number] {
  return {
    row: {
      id: `0192f000-0000-7000-8000-00000000000${serial}`,
      entity: 'ticket',
      createdAt: '2026-11-16T09:00:00.000Z',
      createdBy: 'ada',
      number: serial,
      subject: `Ticket ${serial}`,
      status: 'Open',
    },
    due:
      due === null ? null : { clock: 'response', state: 'open', paused: false, at: null, ...due },
  };
}

const ROWS = [
  entry(1, { state: 'breached', at: '2026-11-01T09:30:00.000Z' }),
  entry(2, { state: 'near', at: '2099-11-01T09:30:00.000Z' }),
  entry(3, null),
];

function deskOf(rows: Desk['rows']): Desk {
  return {
    rows: [...rows],
    ids: rows.map(({ row }) => row.id),
    titles: {},
    counts: COUNTS,
    queues: [{ id: 'q', name: 'Billing', count: 2, overdue: 1 }],
    reading: false,
  };
}

let screen: Screen;
let asked: DeskView[];
let taken: unknown[];
let place: DeskPlace;
beforeEach(() => {
  asked = [];
  taken = [];
  place = { view: { view: 'all' }, activeIndex: 0 };
  screen = openScreen(
    clientThatAnswers({
      'service.desk': ({ view }) => {
        asked.push(view);
        return deskOf(view.view === 'near' ? [] : ROWS);
      },
      'command.run': ({ input }) => {
        taken.push(input);
        return { ok: true, value: { txId: 'x', records: [] } };
      },
    }),
  );
});
afterEach(() => screen.close());

const show = (): Promise<void> =>
  screen.show(<DeskPage place={place} onPlace={(next) => (place = next)} />);
const grid = (): Element => screen.container.querySelector('[role=grid]') ?? document.body;
const buttons = (): HTMLButtonElement[] => [...screen.container.querySelectorAll('button')];
const words = (element: Element | undefined): string =>
  (element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();

describe('the desk', () => {
  test('says of every ticket when it is due, in words and by a shape of its own', async () => {
    const nothing = (): void => undefined;
    await screen.show(
      <div role="grid">
        {ROWS.map(({ row, due }, index) => (
          <DeskRow
            key={row.id}
            row={row as AnyRow}
            due={due}
            rowId={`row-${index}`}
            index={index}
            topPx={0}
            active={false}
            titleOf={() => undefined}
            nowMs={Date.parse('2026-11-16T09:00:00.000Z')}
            onOpen={nothing}
            onActivate={nothing}
          />
        ))}
      </div>,
    );
    const rows = [...screen.container.querySelectorAll('.desk-row')];
    expect(rows.map((row) => words(row.querySelector('.desk-due') ?? undefined))).toEqual([
      'Late since 1 Nov, 9:30 for the first response',
      'Due soon, 1 Nov, 9:30 for the first response',
      'Nothing promised',
    ]);
    const shapes = rows.map((row) => row.querySelector('path')?.getAttribute('d'));
    expect(shapes[0]).not.toBe(shapes[1]);
  });

  test('has a count at every view, and what is late at every queue', async () => {
    await show();
    const views = buttons().filter((button) => button.className === 'desk-view');
    expect(views.map(words)).toEqual([
      'Mine1',
      'Unassigned2',
      'Overdue1',
      'Due soon1',
      'Escalated to me0',
      'All open3',
      'Billing1 late, 2',
    ]);
    expect(views.map((view) => view.getAttribute('aria-pressed'))).toEqual([
      ...Array.from({ length: 5 }, () => 'false'),
      'true',
      'false',
    ]);
  });

  test('makes the ticket that the keyboard is on one’s own, and the next that nobody has', async () => {
    place = { view: { view: 'all' }, activeIndex: 1 };
    await show();
    press(grid(), 'w');
    expect(taken).toEqual([{ ticket: ROWS[1]?.row.id }]);
    press(grid(), 'f');
    await vi.waitFor(() => expect(taken).toHaveLength(2));
    expect(asked.at(-1)).toEqual({ view: 'unassigned' });
    expect(taken[1]).toEqual({ ticket: ROWS[0]?.row.id });
  });

  test('moves by the arrows, and says what to do where there is nothing', async () => {
    await show();
    press(grid(), 'ArrowDown');
    expect(place.activeIndex).toBe(1);
    place = { view: { view: 'near' }, activeIndex: 0 };
    await show();
    await vi.waitFor(() =>
      expect(screen.container.textContent).toContain('Nothing is about to be late.'),
    );
  });
});
