/** The tasks of the person at this desktop: what is late, what is for today, what comes. One key completes one. */
import { Button } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { PAGE_MAX_ROWS, type Query } from '../../../crm/kernel/query.ts';
import { activity } from '../../../crm/modules/activity/activity.entity.ts';
import {
  dueState,
  myOpenTasks,
  type ActivityRow,
  type DueState,
} from '../../../crm/modules/activity/activity.rules.ts';
import { numberFormat } from '../fields/formatters.ts';
import { Icon } from '../icons/icon.tsx';
import { WorkList } from '../list/work-list.tsx';
import { titleLookup, useNavigation, useSession } from '../session/session.tsx';
import { useLiveQuery } from '../session/use-live-query.ts';
import { useCloseActivity } from './close-activity.ts';
import { QuickTaskLine } from './quick-task.tsx';
import { TaskRow } from './task-row.tsx';
import { useNow } from './use-now.ts';
import './timeline.css';

/** Not the first letter of any module, as `g` and that letter leads there. */
const COMPLETE_KEY = 'e';

type Tab = Exclude<DueState, 'closed'>;

const TABS: readonly { readonly tab: Tab; readonly label: string; readonly empty: string }[] = [
  { tab: 'today', label: 'Today', empty: 'Nothing is due today. Write above what is to be done.' },
  { tab: 'late', label: 'Late', empty: 'Nothing is late.' },
  {
    tab: 'upcoming',
    label: 'Upcoming',
    empty: 'Nothing is planned for the days to come. Write above what is.',
  },
  { tab: 'undated', label: 'No date', empty: 'Every task of yours has a date.' },
];

const SELECTION = {
  entity: activity.name,
  filter: myOpenTasks,
  sort: [{ field: 'dueAt', direction: 'ascending' }],
} as const satisfies Omit<Query, 'window'>;
const QUERY: Query = { ...SELECTION, window: { offset: 0, limit: PAGE_MAX_ROWS } };

interface Place {
  readonly row: ActivityRow;
  /** In the answer, for the way from one record to the next. */
  readonly at: number;
}

export function MyTasks() {
  const { locale, timeZone, meId } = useSession();
  const { openRecord, create } = useNavigation();
  const close = useCloseActivity();
  const nowMs = useNow();
  const [tab, setTab] = useState<Tab>('today');
  const [activeIndex, setActiveIndex] = useState(0);
  const { result } = useLiveQuery(QUERY);
  const titleOf = useMemo(() => titleLookup(result?.titles ?? {}), [result?.titles]);
  const byTab = useMemo(() => {
    const places = (result?.rows ?? []).map((row, at): Place => ({
      row: row as unknown as ActivityRow,
      at,
    }));
    return Map.groupBy(places, ({ row }) => dueState(row, nowMs, timeZone));
  }, [result?.rows, nowMs, timeZone]);
  const tasks = useMemo(() => byTab.get(tab) ?? [], [byTab, tab]);
  const late = byTab.get('late')?.length ?? 0;
  const open = useCallback(
    (index: number) => {
      const place = tasks[index];
      if (place === undefined) return;
      openRecord(activity.name, place.row.id, { query: SELECTION, index: place.at });
    },
    [tasks, openRecord],
  );
  const show = (next: Tab): void => {
    setTab(next);
    setActiveIndex(0);
  };
  const newTask = (): void =>
    create(activity.name, { kind: 'Task', owner: meId, status: 'Not Started' });
  return (
    <main className="list-page">
      <header className="page-header">
        <h1>My tasks</h1>
        <span className="page-header-space" />
        <Button leftSection={<Icon name="plus" size={14} />} onClick={newTask}>
          New task
        </Button>
      </header>
      <QuickTaskLine nowMs={nowMs} />
      <div className="tl-filters task-tabs" role="group" aria-label="Which tasks">
        {TABS.map(({ tab: value, label }) => (
          <button
            key={value}
            type="button"
            className="tl-chip"
            data-late={value === 'late' && late > 0}
            aria-pressed={tab === value}
            onClick={() => show(value)}
          >
            {label}
            <span className="tl-count">
              {numberFormat(locale, {}).format(byTab.get(value)?.length ?? 0)}
            </span>
          </button>
        ))}
        <span className="task-hint">
          <kbd className="key">{COMPLETE_KEY.toUpperCase()}</kbd> completes
        </span>
      </div>
      <WorkList
        label={`My tasks: ${TABS.find((one) => one.tab === tab)?.label ?? ''}`}
        columns={5}
        isBusy={result === undefined}
        items={tasks}
        keyOf={({ row }) => row.id}
        renderRow={({ row }, at) => <TaskRow {...at} row={row} titleOf={titleOf} nowMs={nowMs} />}
        empty={
          result === undefined ? null : (
            <>
              <p>{TABS.find((one) => one.tab === tab)?.empty}</p>
              {tab === 'today' && late > 0 && (
                <Button variant="light" onClick={() => show('late')}>
                  {late === 1
                    ? 'One task is late: show it'
                    : `${numberFormat(locale, {}).format(late)} tasks are late: show them`}
                </Button>
              )}
            </>
          )
        }
        activeIndex={activeIndex}
        onActive={setActiveIndex}
        onOpen={open}
        onCreate={newTask}
        acts={{ [COMPLETE_KEY]: (place) => void (place && close(place.row)) }}
      />
      {result !== undefined && result.count > result.rows.length && (
        <p className="field-help">
          These are the first {numberFormat(locale, {}).format(result.rows.length)} of{' '}
          {numberFormat(locale, {}).format(result.count)} open tasks.
        </p>
      )}
    </main>
  );
}
