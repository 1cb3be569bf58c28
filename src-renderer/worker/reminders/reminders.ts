/** Desktop notifications for what is due, once for a person however many desktops they have (see `claims.ts`). */
import type { NotificationRequest } from '../../../crm/contracts/ipc.contract.ts';
import {
  isDue,
  isSeenTo,
  reminderOf,
  reminderWords,
} from '../../../crm/modules/activity/reminders.ts';
import type { ActivityRow } from '../../../crm/modules/activity/activity.rules.ts';
import type { RowChange } from '../rows/row-change.ts';
import { createClaims, type ClaimsDeps } from './claims.ts';

const ACTIVITY = 'activity';
/** Clocks jump and computers sleep, so the time is looked at rather than waited for. */
const LOOK_EVERY_MS = 15_000;
/** Rows often change several at a time. */
const CHANGED_REST_MS = 200;
const AGAIN_MS = 1000;
/** Older ones come from an import; nobody waits for them. */
const AGE_MAX_MS = 30 * 86_400_000;
/** After a holiday there may be hundreds: more than these become one line. */
const SHOWN_MAX = 3;
const TITLE_MAX_CHARS = 200;

export interface RemindersDeps extends ClaimsDeps {
  readonly activities: () => Iterable<ActivityRow>;
  readonly get: (id: string) => ActivityRow | undefined;
  readonly meId: () => string;
  /** Unlike that of any other desktop. */
  readonly claim: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly notify: (request: NotificationRequest) => void;
  readonly shown: (count: number) => void;
}

export interface Reminders {
  readonly rowsChanged: (changes: readonly RowChange[]) => void;
  readonly stop: () => void;
}

export function watchReminders(deps: RemindersDeps): Reminders {
  const { nowMs, timers, claim } = deps;
  const claims = createClaims(deps);
  let stopped = false;
  let busy = false;
  let cancel: () => void = () => {};
  let plannedMs = Number.POSITIVE_INFINITY;

  const lookIn = (ms: number): void => {
    const atMs = nowMs() + ms;
    if (stopped || busy || atMs >= plannedMs) return;
    cancel();
    plannedMs = atMs;
    cancel = timers.after(ms, () => void look());
  };

  const due = (now: number): readonly ActivityRow[] => {
    const found: ActivityRow[] = [];
    for (const row of deps.activities()) {
      if (!isDue(row, deps.meId(), now) || isSeenTo(row)) continue;
      if (now - Date.parse(reminderOf(row) ?? '') <= AGE_MAX_MS) found.push(row);
    }
    return found;
  };

  /** Until the next one is due, at most until the next look. */
  const restMs = (now: number): number => {
    let rest = LOOK_EVERY_MS;
    for (const row of deps.activities()) {
      const at = row.owner === deps.meId() ? reminderOf(row) : undefined;
      const untilMs = at === undefined ? rest : Date.parse(at) - now;
      if (untilMs > 0 && untilMs < rest) rest = untilMs;
    }
    return rest;
  };

  const look = async (): Promise<void> => {
    plannedMs = Number.POSITIVE_INFINITY;
    const now = nowMs();
    const found = due(now);
    if (found.length === 0) return lookIn(restMs(now));
    if (claims.arriving()) return lookIn(AGAIN_MS);
    busy = true;
    const claimed = await claims.make(
      found.map((row) => ({
        entity: ACTIVITY,
        id: row.id,
        create: false,
        trusted: true,
        values: { remindedFor: reminderOf(row), remindedBy: claim },
      })),
      'Remind',
      () => show(found),
    );
    busy = false;
    if (stopped) return undefined;
    // A full disk: there is no telling whether it was shown, so it is not, and is tried again.
    if (!claimed) return lookIn(LOOK_EVERY_MS);
    return lookIn(restMs(nowMs()));
  };

  const show = (claimed: readonly ActivityRow[]): void => {
    if (stopped) return;
    const mine = claimed.flatMap(({ id }) => {
      const row = deps.get(id);
      const ours = row !== undefined && row.remindedBy === claim && isSeenTo(row);
      return ours && isDue(row, deps.meId(), nowMs()) ? [row] : [];
    });
    for (const row of mine.slice(0, SHOWN_MAX)) {
      deps.notify({
        title: (row.subject ?? 'Reminder').slice(0, TITLE_MAX_CHARS) || 'Reminder',
        body: reminderWords(row, deps.locale, deps.timeZone),
        tag: `reminder-${row.id}`,
        route: `/${ACTIVITY}/${row.id}`,
      });
    }
    const more = mine.length - SHOWN_MAX;
    if (more > 0) {
      deps.notify({
        title: more === 1 ? '1 more reminder' : `${more} more reminders`,
        body: 'They stand in the list of reminders.',
        tag: 'reminders',
        route: '/tasks',
      });
    }
    if (mine.length > 0) deps.shown(mine.length);
  };

  lookIn(CHANGED_REST_MS);
  return {
    rowsChanged: (changes) => {
      if (changes.some(({ entity }) => entity === ACTIVITY)) lookIn(CHANGED_REST_MS);
    },
    stop: () => {
      stopped = true;
      cancel();
    },
  };
}
