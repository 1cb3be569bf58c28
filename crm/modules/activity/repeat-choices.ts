/** The rules that people choose from, for an activity of a certain day. */
import { isLastOfMonth, weekOfMonth, weekdayOf } from './recurrence.ts';

export interface RepeatChoice {
  /** The rule; '' for none. */
  readonly rule: string;
  readonly label: string;
}

const WEEKDAY_NAMES: Readonly<Record<string, string>> = {
  MO: 'Monday',
  TU: 'Tuesday',
  WE: 'Wednesday',
  TH: 'Thursday',
  FR: 'Friday',
  SA: 'Saturday',
  SU: 'Sunday',
};
const ORDINALS = ['', 'first', 'second', 'third', 'fourth', 'fifth'];

export function repeatChoices(day: string): readonly RepeatChoice[] {
  const weekday = weekdayOf(day);
  const name = WEEKDAY_NAMES[weekday] ?? weekday;
  const date = Number(day.slice(8));
  const week = weekOfMonth(day);
  // Not every month has a fifth Friday; whoever picks one means the last.
  const nth = week > 4 ? -1 : week;
  return [
    { rule: '', label: 'Does not repeat' },
    { rule: 'FREQ=DAILY', label: 'Every day' },
    { rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', label: 'Every weekday' },
    { rule: `FREQ=WEEKLY;BYDAY=${weekday}`, label: `Every ${name}` },
    { rule: `FREQ=WEEKLY;INTERVAL=2;BYDAY=${weekday}`, label: `Every other ${name}` },
    { rule: `FREQ=MONTHLY;BYMONTHDAY=${date}`, label: `Every month on day ${date}` },
    ...(isLastOfMonth(day)
      ? [{ rule: 'FREQ=MONTHLY;BYMONTHDAY=-1', label: 'Every month on its last day' }]
      : []),
    {
      rule: `FREQ=MONTHLY;BYDAY=${nth}${weekday}`,
      label: `Every month on the ${nth === -1 ? 'last' : (ORDINALS[nth] ?? '')} ${name}`,
    },
    { rule: 'FREQ=YEARLY', label: 'Every year' },
  ];
}

/** Minutes before; 0 is when it begins or is due. */
export const REMINDER_CHOICES: readonly { readonly minutes: number; readonly label: string }[] = [
  { minutes: 0, label: 'At the time' },
  { minutes: 5, label: '5 minutes before' },
  { minutes: 15, label: '15 minutes before' },
  { minutes: 60, label: '1 hour before' },
  { minutes: 1440, label: '1 day before' },
];
