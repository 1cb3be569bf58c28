/** When somebody is to be reminded of an activity, and whether that has been seen to. */
import type { Filter } from '../../kernel/query.ts';
import { activityWord } from './activity-words.ts';
import { isOpen, notClosed, plannedAt, type ActivityRow } from './activity.rules.ts';

/** In `remindedBy`: the person has put the reminder away. */
export const SEEN = 'seen';

/** ISO instant; undefined for what nobody wants to be reminded of. */
export function reminderOf(row: ActivityRow): string | undefined {
  return row.snoozedUntil ?? row.reminderAt;
}

/** Its time has come, and there is still something to do. */
export function isDue(row: ActivityRow, meId: string, nowMs: number): boolean {
  const at = reminderOf(row);
  if (at === undefined || row.owner !== meId || row.archivedAt !== undefined) return false;
  return Date.parse(at) <= nowMs && isOpen(row, nowMs);
}

/** Some desktop of the owner has shown it, or is about to. */
export function isSeenTo(row: ActivityRow): boolean {
  return row.remindedFor !== undefined && row.remindedFor === reminderOf(row);
}

/** It stands in the list of reminders: its time has come and nobody has put it away. */
export function isListed(row: ActivityRow, meId: string, nowMs: number): boolean {
  const come = isDue(row, meId, nowMs) || (isSeenTo(row) && isOpen(row, nowMs));
  return come && !(isSeenTo(row) && row.remindedBy === SEEN);
}

/** Those that may have a reminder of whoever asks. */
export const myReminders: Filter = {
  all: [
    notClosed,
    { field: 'owner', operator: 'isMe' },
    {
      any: [
        { field: 'reminderAt', operator: 'isNotEmpty' },
        { field: 'snoozedUntil', operator: 'isNotEmpty' },
      ],
    },
  ],
};

/** What putting a reminder away writes. */
export function putAway(row: ActivityRow): Readonly<Record<string, string>> {
  return { remindedFor: reminderOf(row) ?? '', remindedBy: SEEN };
}

/** The kind and the time of what one is reminded of, in the words of a person's locale. */
export function reminderWords(row: ActivityRow, locale: string, timeZone: string): string {
  const at = plannedAt(row);
  const kind = activityWord('kind', row.kind) ?? 'Activity';
  if (at === undefined) return kind;
  const format = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  });
  return `${kind} · ${format.format(new Date(at))}`;
}
