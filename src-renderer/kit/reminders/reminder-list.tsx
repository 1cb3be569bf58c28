/** The reminders of the person at this desktop whose time has come: put off, done, or put away. */
import { ActionIcon, Button, Indicator, Popover, Tooltip } from '@mantine/core';
import { memo, useMemo } from 'react';
import { titleOf } from '../../../crm/kernel/derive.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { Query } from '../../../crm/kernel/query.ts';
import { instantAfterDays } from '../../../crm/kernel/zoned-days.ts';
import { activity } from '../../../crm/modules/activity/activity.entity.ts';
import type { ActivityRow } from '../../../crm/modules/activity/activity.rules.ts';
import {
  isListed,
  myReminders,
  putAway,
  reminderWords,
} from '../../../crm/modules/activity/reminders.ts';
import { useActs } from '../acts/acts.ts';
import { sayProblem } from '../acts/toast.tsx';
import { dateFormat } from '../fields/formatters.ts';
import { NewsSection } from '../following/news-section.tsx';
import { countOfNews, useNews } from '../following/use-news.ts';
import { Icon } from '../icons/icon.tsx';
import { useNavigation, useSession } from '../session/session.tsx';
import { ShareList } from '../sharing/share-list.tsx';
import { useOpenShares } from '../sharing/use-shares.ts';
import { useLiveQuery } from '../session/use-live-query.ts';
import { useCloseActivity } from '../timeline/close-activity.ts';
import { useNow } from '../timeline/use-now.ts';
import { MentionList, useOpenMentions } from './mention-list.tsx';
import './reminders.css';

/** More at once is a list of tasks, and stands there. */
const SHOWN_MAX = 200;
const QUERY: Query = {
  entity: activity.name,
  filter: myReminders,
  sort: [{ field: 'reminderAt', direction: 'ascending' }],
  window: { offset: 0, limit: SHOWN_MAX },
};

const MINUTE_MS = 60_000;
const MORNING = '09:00';

interface ReminderListProps {
  readonly opened: boolean;
  readonly onOpened: (opened: boolean) => void;
  /** All of it on one page. */
  readonly onInbox: () => void;
}

/** Those whose time has come, of the person at this desktop. */
/** `isHere` is false until it was answered for the first time. */
export function useOpenReminders(nowMs: number): {
  readonly rows: readonly ActivityRow[];
  readonly isHere: boolean;
} {
  const { meId } = useSession();
  const { result } = useLiveQuery(QUERY);
  return useMemo(
    () => ({
      rows: ((result?.rows ?? []) as unknown as readonly ActivityRow[]).filter((row) =>
        isListed(row, meId, nowMs),
      ),
      isHere: result !== undefined,
    }),
    [result, meId, nowMs],
  );
}

export const ReminderList = memo(function ReminderList({
  opened,
  onOpened,
  onInbox,
}: ReminderListProps) {
  const nowMs = useNow();
  const { rows } = useOpenReminders(nowMs);
  const mentions = useOpenMentions();
  const news = useNews();
  const shares = useOpenShares();
  const newsCount = countOfNews(news);
  const count = rows.length + mentions.rows.length + newsCount + shares.rows.length;
  const label = labelOf(rows.length, mentions.rows.length, newsCount, shares.rows.length);
  return (
    <Popover
      opened={opened}
      onChange={onOpened}
      position="bottom-end"
      width={360}
      shadow="md"
      trapFocus
    >
      <Popover.Target>
        <Tooltip label={label}>
          <Indicator disabled={count === 0} label={count} size={15} offset={5} color="red.8">
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={label}
              aria-expanded={opened}
              onClick={() => onOpened(!opened)}
            >
              <Icon name="bell" />
            </ActionIcon>
          </Indicator>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown className="reminders" aria-label="Reminders">
        <MentionList mentions={mentions} onOpen={() => onOpened(false)} />
        <ShareList shares={shares} onOpen={() => onOpened(false)} />
        <NewsSection news={news} onOpen={() => onOpened(false)} />
        <h2>Reminders</h2>
        {rows.length === 0 ? (
          <p className="field-help">
            Nothing to be reminded of. Set “Remind at” on an activity, or choose a reminder as you
            plan one in the calendar.
          </p>
        ) : (
          <ul>
            {rows.map((row) => (
              <Reminder key={row.id} row={row} nowMs={nowMs} onOpen={() => onOpened(false)} />
            ))}
          </ul>
        )}
        <Button
          className="reminders-all"
          variant="subtle"
          size="compact-sm"
          fullWidth
          onClick={() => {
            onOpened(false);
            onInbox();
          }}
        >
          Open the inbox
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
});

function labelOf(reminders: number, mentions: number, news: number, shares: number): string {
  const first = `Reminders: ${reminders === 0 ? 'none' : reminders}`;
  const named = mentions === 0 ? '' : `, mentions: ${mentions}`;
  const shared = shares === 0 ? '' : `, shared: ${shares}`;
  return `${first}${named}${shared}${news === 0 ? '' : `, news: ${news}`}`;
}

const minutesFromNow = (minutes: number): string =>
  new Date(Date.now() + minutes * MINUTE_MS).toISOString();

interface ReminderProps {
  readonly row: ActivityRow;
  readonly nowMs: number;
  readonly onOpen: () => void;
}

function Reminder({ row, nowMs, onOpen }: ReminderProps) {
  const { locale, timeZone } = useSession();
  const { openRecord } = useNavigation();
  const acts = useActs();
  const close = useCloseActivity();
  const title = titleOf(activity, row as AnyRow);
  const write = async (values: Readonly<Record<string, string>>, said: string): Promise<void> => {
    const problem = await acts.update(activity, row.id, values, said);
    if (problem !== null) sayProblem(problem);
  };
  const snooze = (until: string): void => {
    const format = dateFormat(locale, {
      weekday: 'short',
      hour: 'numeric',
      minute: '2-digit',
      timeZone,
    });
    void write(
      { snoozedUntil: until },
      `Reminds again ${format.format(new Date(until))}: ${title}`,
    );
  };
  const choice = (label: string, does: string, run: () => void) => (
    <Button size="compact-xs" variant="default" aria-label={`${does}: ${title}`} onClick={run}>
      {label}
    </Button>
  );
  return (
    <li className="reminder">
      <a
        className="cell-link"
        href={`#/${activity.name}/${row.id}`}
        onClick={(event) => {
          event.preventDefault();
          onOpen();
          openRecord(activity.name, row.id);
        }}
      >
        {title}
      </a>
      <p className="reminder-when">{reminderWords(row, locale, timeZone)}</p>
      <div className="reminder-acts">
        {choice('5 min', 'Again in 5 min', () => snooze(minutesFromNow(5)))}
        {choice('1 h', 'Again in 1 h', () => snooze(minutesFromNow(60)))}
        {choice('Tomorrow', 'Again Tomorrow', () =>
          snooze(instantAfterDays(nowMs, 1, MORNING, timeZone)),
        )}
        <span className="reminder-space" />
        {choice('Done', 'Done', () => void close(row))}
        {choice('Put away', 'Put away', () => void write(putAway(row), `Put away: ${title}`))}
      </div>
    </li>
  );
}
