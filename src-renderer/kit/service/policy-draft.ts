/** A policy while it is being written: what stands in the inputs, and the values that follow from it. Pure. */
import { fail, ok, type Result } from '../../../crm/kernel/result.ts';
import type { Values } from '../../../crm/kernel/derive.ts';
import { formatMinutes, parseMinutes } from '../../../crm/modules/policy/duration-text.ts';
import type { HoursCells } from '../../../crm/modules/policy/policy.rules.ts';
import { weekdays } from '../../../crm/modules/ticket/business-time.ts';

export const priorities = ['Urgent', 'High', 'Medium', 'Low'] as const;
export type Priority = (typeof priorities)[number];

export interface HoursDraft {
  readonly opens: string;
  readonly closes: string;
  readonly lunchFrom: string;
  readonly lunchTo: string;
}

export interface PolicyDraft {
  readonly name: string;
  readonly rank: number;
  readonly queues: readonly string[];
  readonly priorities: readonly string[];
  readonly accountTypes: readonly string[];
  readonly targets: Readonly<
    Record<Priority, { readonly response: string; readonly resolution: string }>
  >;
  readonly timeZone: string;
  /** By day of the week, 1 for Monday. */
  readonly hours: Readonly<Record<string, HoursDraft>>;
  readonly holidays: readonly { readonly day: string; readonly name: string }[];
  readonly escalateTo: string | null;
}

type Cells = Readonly<Record<string, unknown>> & { readonly id: string };

export function draftOf(values: Values): PolicyDraft {
  const rowOf = (key: string, id: string): Readonly<Record<string, unknown>> =>
    ((values[key] ?? []) as readonly Cells[]).find((row) => row.id === id) ?? {};
  const minutes = (value: unknown): string =>
    typeof value === 'number' ? formatMinutes(value) : '';
  const list = (key: string): readonly string[] => (values[key] ?? []) as readonly string[];
  const target = (priority: Priority) => {
    const { responseMinutes, resolutionMinutes } = rowOf('targets', priority);
    return { response: minutes(responseMinutes), resolution: minutes(resolutionMinutes) };
  };
  return {
    name: textOf(values['name']),
    rank: typeof values['rank'] === 'number' ? values['rank'] : 0,
    queues: list('queues'),
    priorities: list('priorities'),
    accountTypes: list('accountTypes'),
    targets: {
      Urgent: target('Urgent'),
      High: target('High'),
      Medium: target('Medium'),
      Low: target('Low'),
    },
    timeZone: textOf(values['timeZone']),
    hours: Object.fromEntries(
      weekdays.map((day) => {
        const { opens, closes, lunchFrom, lunchTo } = rowOf('hours', String(day)) as HoursCells;
        return [
          String(day),
          {
            opens: textOf(opens),
            closes: textOf(closes),
            lunchFrom: textOf(lunchFrom),
            lunchTo: textOf(lunchTo),
          },
        ];
      }),
    ),
    holidays: ((values['holidays'] ?? []) as readonly Cells[])
      .map(({ id, name }) => ({ day: id, name: textOf(name) }))
      .toSorted((a, b) => (a.day < b.day ? -1 : 1)),
    escalateTo: typeof values['escalateTo'] === 'string' ? values['escalateTo'] : null,
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** “9:00” and “0900” are “09:00”; what is no time stays as it is, for the rule to refuse. */
export function timeOf(text: string): string {
  const match = /^(\d{1,2}):?(\d{2})$/.exec(text.trim());
  return match === null ? text.trim() : `${(match[1] ?? '').padStart(2, '0')}:${match[2]}`;
}

/** Whole values by field key, or what cannot be read. Hours are checked by the policy’s own rule. */
export function valuesOf(draft: PolicyDraft): Result<Values> {
  const targets: Cells[] = [];
  for (const id of priorities) {
    const { response, resolution } = draft.targets[id];
    if (response.trim() === '' && resolution.trim() === '') continue;
    const responseMinutes = parseMinutes(response);
    const resolutionMinutes = parseMinutes(resolution);
    if (responseMinutes === undefined || resolutionMinutes === undefined) {
      return fail({
        code: 'bad-target',
        message: `The targets for ${id} cannot be read.`,
        remedy: 'Write both, such as 30 min and 2 h, or leave both empty to promise nothing.',
        fields: ['targets'],
      });
    }
    targets.push({ id, responseMinutes, resolutionMinutes });
  }
  const hours = Object.entries(draft.hours).flatMap(([id, cells]) => {
    const filled = Object.entries(cells)
      .map(([key, text]) => [key, timeOf(text)] as const)
      .filter(([, text]) => text !== '');
    return filled.length === 0 ? [] : [{ id, ...Object.fromEntries(filled) }];
  });
  const holidays = draft.holidays.filter(({ day }) => day !== '');
  return ok({
    name: draft.name.trim(),
    rank: draft.rank,
    queues: draft.queues,
    priorities: draft.priorities,
    accountTypes: draft.accountTypes,
    targets,
    timeZone: draft.timeZone === '' ? null : draft.timeZone,
    hours,
    holidays: [...new Map(holidays.map(({ day, name }) => [day, name]))].map(([id, name]) => ({
      id,
      name: name.trim() === '' ? id : name.trim(),
    })),
    escalateTo: draft.escalateTo,
  });
}
