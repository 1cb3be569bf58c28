import { describe, expect, test } from 'vitest';
import { brokenAt } from './breach.ts';
import { serviceLevelOf, type StatusStep, type TicketRow } from './service-level.ts';
import { defaultPromise } from './service-promise.ts';

/** Of a Monday. */
const at = (time: string): string => `2026-11-16T${time}:00.000Z`;
const step = (time: string, from: string, to: string): StatusStep => ({ at: at(time), from, to });

/** Urgent: 30 minutes to answer, two hours to resolve, from nine on. */
function broken(
  values: Partial<TicketRow>,
  steps: readonly StatusStep[],
  now: string,
): string | undefined {
  const row = {
    id: 't',
    entity: 'ticket',
    createdAt: at('09:00'),
    createdBy: '',
    priority: 'Urgent',
    status: 'Open',
    ...values,
  } as TicketRow;
  const level = serviceLevelOf({
    row,
    steps,
    nowMs: Date.parse(at(now)),
    promise: defaultPromise('UTC'),
  });
  return level === undefined ? undefined : brokenAt(level, steps);
}

const ANSWERED = { firstRespondedAt: at('09:10') };
const RESOLVED = step('11:30', 'Open', 'Resolved');

describe('the last breach of a ticket', () => {
  test.each<
    readonly [string, Partial<TicketRow>, readonly StatusStep[], string, string | undefined]
  >([
    ['in time', {}, [], '09:29', undefined],
    ['not answered', {}, [], '10:00', at('09:30')],
    ['neither answered nor resolved', {}, [], '12:00', at('11:00')],
    ['answered, and not resolved', ANSWERED, [], '12:00', at('11:00')],
    ['resolved late', { ...ANSWERED, status: 'Resolved' }, [RESOLVED], '12:00', undefined],
    [
      'resolved late, and opened again',
      ANSWERED,
      [RESOLVED, step('14:00', 'Resolved', 'Open')],
      '15:00',
      at('14:00'),
    ],
    [
      'resolved in time, opened again, and late then',
      ANSWERED,
      [step('10:00', 'Open', 'Resolved'), step('14:00', 'Resolved', 'Open')],
      '16:00',
      at('15:00'),
    ],
    [
      'opened again, and waiting since',
      { ...ANSWERED, status: 'Waiting on customer' },
      [RESOLVED, step('14:00', 'Resolved', 'Open'), step('14:10', 'Open', 'Waiting on customer')],
      '15:00',
      at('14:00'),
    ],
    [
      'closed after it was resolved, which opens nothing',
      { ...ANSWERED, status: 'Open' },
      [RESOLVED, step('12:00', 'Resolved', 'Closed'), step('13:00', 'Closed', 'Open')],
      '15:00',
      at('13:00'),
    ],
    [
      'opened again by a clock that goes slow',
      ANSWERED,
      [RESOLVED, step('11:00', 'Resolved', 'Open')],
      '15:00',
      at('11:30'),
    ],
  ])('%s', (_what, values, steps, now, expected) => {
    expect(broken(values, steps, now)).toBe(expected);
  });

  test('opened again by a clock that goes fast is the same moment whenever it is asked for', () => {
    const steps = [RESOLVED, step('14:00', 'Resolved', 'Open')];
    expect(broken(ANSWERED, steps, '13:00')).toBe(at('14:00'));
    expect(broken(ANSWERED, steps, '15:00')).toBe(at('14:00'));
  });
});
