import { act } from 'react';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { contact } from '../../../crm/modules/contact/contact.entity.ts';
import { ticket } from '../../../crm/modules/ticket/ticket.entity.ts';
import { openScreen, type Screen } from '../fields/fixtures/screen.fixture.tsx';
import type { TimelineData } from '../timeline/use-timeline.ts';
import { ServiceClocks } from './service-clocks.tsx';

/** A Monday. */
const at = (time: string): string => `2026-11-16T${time}:00.000Z`;

function timelineAt(time: string, known: Partial<TimelineData> = {}): TimelineData {
  return {
    next: [],
    past: [],
    nowMs: Date.parse(at(time)),
    titleOf: () => undefined,
    filters: [],
    reading: false,
    history: [],
    historyComplete: true,
    more: null,
    ...known,
  };
}

function rowOf(values: Readonly<Record<string, unknown>>): AnyRow {
  return {
    id: '0192f000-0000-7000-8000-000000000001',
    entity: 'ticket',
    createdAt: at('09:00'),
    createdBy: 'ada',
    status: 'Open',
    priority: 'Urgent',
    ...values,
  };
}

let screen: Screen;
beforeEach(() => {
  screen = openScreen();
});
afterEach(() => screen.close());

async function show(
  values: Readonly<Record<string, unknown>>,
  timeline: TimelineData,
  entity: EntityDef = ticket,
): Promise<void> {
  await screen.show(<ServiceClocks entity={entity} row={rowOf(values)} timeline={timeline} />);
}

const clocks = (): HTMLElement[] => [...screen.container.querySelectorAll('button')];
/** Blanks as a reader sees them. */
const texts = (): string[] =>
  clocks().map((clock) => (clock.textContent ?? '').replaceAll(/\s+/g, ' ').trim());
const shapes = (): (string | null | undefined)[] =>
  clocks().map((clock) => clock.querySelector('path')?.getAttribute('d'));

describe('the clocks of a ticket', () => {
  test('say what is left and go on with the time', async () => {
    await show({}, timelineAt('09:10'));
    expect(texts()[0]).toMatch(/^First response On time 20 min left due Mon.* 9:30$/);
    expect(texts()[1]).toMatch(/^Resolution On time 1 h 50 min left due Mon.* 11:00$/);
    await show({}, timelineAt('09:25'));
    expect(texts()[0]).toMatch(/^First response Due soon 5 min left due/);
    await show({}, timelineAt('09:45'));
    expect(texts()[0]).toMatch(/^First response Breached 15 min late was due/);
  });

  test('tell every state by a word and a shape of its own, not by a colour alone', async () => {
    const seen = new Map<string, string | null | undefined>();
    const look = async (values: Readonly<Record<string, unknown>>, time: string): Promise<void> => {
      await show(values, timelineAt(time));
      const state = screen.container.querySelector('.service-state')?.textContent?.trim() ?? '';
      seen.set(state, shapes()[0]);
    };
    await look({}, '09:10');
    await look({}, '09:25');
    await look({}, '09:45');
    await look({ status: 'Waiting on customer' }, '09:45');
    await look({ firstRespondedAt: at('09:05') }, '09:45');
    await look({ status: 'Closed' }, '09:45');
    expect([...seen.keys()]).toEqual([
      'On time',
      'Due soon',
      'Breached',
      'Paused',
      'Met',
      'Not recorded',
    ]);
    expect(new Set(seen.values()).size).toBe(6);
  });

  test('open to how they are counted, and own up to a history that is not all here', async () => {
    await show({}, timelineAt('09:10', { historyComplete: false }));
    await act(async () => clocks()[1]?.click());
    const sum = document.querySelector('[role=dialog]');
    expect(sum?.textContent).toContain('Promised for Urgent2 h');
    expect(sum?.textContent).toContain('Used10 min');
    expect(sum?.textContent).toContain('Left1 h 50 min');
    expect(sum?.textContent).toContain('09:00–18:00 (UTC)');
    expect(sum?.textContent).toContain('Older changes of its status cannot be reached now');
  });

  test('say nothing before the history is known', async () => {
    await show({}, timelineAt('09:45', { history: null }));
    expect(clocks()).toEqual([]);
    expect(screen.container.querySelector('[aria-busy=true]')).not.toBeNull();
  });

  test('are not there without a priority, and the ticket says why', async () => {
    await show({ priority: undefined }, timelineAt('09:45'));
    expect(clocks()).toEqual([]);
    expect(screen.container.textContent).toContain('No priority yet');
  });
});

test('a record that promises no service has no clocks', async () => {
  await show({}, timelineAt('09:45'), contact);
  expect(screen.container.querySelector('.service')).toBeNull();
});
