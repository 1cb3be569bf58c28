/** One list of all that happened to a record and all that is planned, with the composer above it. */
import { Button } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { titleOf as recordTitle } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { addDays } from '../../../crm/kernel/calendar-days.ts';
import { quickKinds } from '../../../crm/modules/activity/quick-log.ts';
import { aboutFrom } from '../../../crm/modules/activity/reach.ts';
import { dayIn } from '../../../crm/kernel/zoned-days.ts';
import { dateFormat, numberFormat } from '../fields/formatters.ts';
import { Icon } from '../icons/icon.tsx';
import { useNavigation, useSession, type TitleOf } from '../session/session.tsx';
import { QuickLogComposer } from './quick-log-composer.tsx';
import { Comments } from '../comments/comments.tsx';
import { COMMENT_KEY, type CommentsOfRecord } from '../comments/use-comments.ts';
import { itemWords, TimelineItem } from './timeline-item.tsx';
import {
  filtered,
  linesOf,
  timelineFilters,
  withComments,
  type TimelineFilter,
  type TimelineLine,
} from './timeline-items.ts';
import { isLogged, type TimelineData } from './use-timeline.ts';
import { useLineWindow } from './use-line-window.ts';
import { QUICK_LOG_KEY, type QuickLogState } from './use-quick-log.ts';
import './timeline.css';

interface TimelineProps {
  readonly entity: EntityDef;
  readonly row: AnyRow;
  readonly timeline: TimelineData;
  readonly log: QuickLogState;
  readonly comments: CommentsOfRecord;
  /** Titles of what the record links to. */
  readonly titleOf: TitleOf;
}

export function Timeline({ entity, row, timeline: own, log, comments, titleOf }: TimelineProps) {
  const { timeZone } = useSession();
  const [filter, setFilter] = useState<TimelineFilter>('all');
  const timeline = useMemo(() => withComments(own, comments.threads), [own, comments.threads]);
  const lines = useMemo(() => linesOf(timeline, filter, timeZone), [timeline, filter, timeZone]);
  // Who asks for a comment, by its key, its link or from a line, is led to the comments.
  const { asked } = comments;
  const [led, setLed] = useState<typeof asked>(null);
  if (led !== asked) {
    setLed(asked);
    if (asked !== null) setFilter('comment');
  }
  const logged = isLogged(entity);
  return (
    <section className="timeline" aria-label="Timeline">
      <h2>Timeline</h2>
      {logged && <QuickLog entity={entity} row={row} timeline={timeline} log={log} />}
      <Filters timeline={timeline} comments={comments.count} filter={filter} onFilter={setFilter} />
      {filter === 'comment' && (
        <Comments
          comments={comments}
          wordsOf={(key) => {
            const item = [...timeline.next, ...timeline.past].find((one) => one.key === key);
            return item === undefined ? undefined : itemWords(entity, item);
          }}
        />
      )}
      {filter !== 'comment' && lines.length > 0 && (
        <Lines
          entity={entity}
          row={row}
          timeline={timeline}
          comments={comments}
          titleOf={titleOf}
          lines={lines}
        />
      )}
      {filter !== 'comment' &&
        lines.length === 0 &&
        !timeline.reading &&
        timeline.history !== null && <p className="tl-empty">{emptyText(filter, entity)}</p>}
      <Rest timeline={timeline} />
    </section>
  );
}

function QuickLog({ entity, row, timeline, log }: Omit<TimelineProps, 'titleOf' | 'comments'>) {
  const opener = useRef<HTMLButtonElement>(null);
  const { opened, open } = log;
  const wasOpened = useRef(opened);
  // Whoever came by keyboard goes on from here.
  useEffect(() => {
    if (wasOpened.current && !opened) opener.current?.focus();
    wasOpened.current = opened;
  }, [opened]);

  if (opened) {
    return (
      <QuickLogComposer
        log={log}
        about={aboutFrom(entity.name, row)}
        title={recordTitle(entity, row)}
        nowMs={timeline.nowMs}
      />
    );
  }
  return (
    <div className="quick-log-closed">
      <Button
        ref={opener}
        variant="default"
        leftSection={<Icon name="plus" size={14} />}
        rightSection={
          <kbd className="key" aria-hidden="true">
            {QUICK_LOG_KEY.toUpperCase()}
          </kbd>
        }
        onClick={() => open()}
      >
        Log an activity
      </Button>
      {quickKinds.map(({ kind, label, icon }) => (
        <Button
          key={kind}
          variant="subtle"
          color="gray"
          leftSection={<Icon name={icon} size={14} />}
          onClick={() => open(kind)}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}

interface FiltersProps {
  readonly timeline: TimelineData;
  /** How many comments there are, answers too. */
  readonly comments: number;
  readonly filter: TimelineFilter;
  readonly onFilter: (filter: TimelineFilter) => void;
}

function Filters({ timeline, comments, filter, onFilter }: FiltersProps) {
  const { locale } = useSession();
  const { next, past } = timeline;
  return (
    <div className="tl-filters" role="group" aria-label="Show in the timeline">
      {timelineFilters
        .filter(({ value }) => timeline.filters.includes(value))
        .map(({ value, label }) => (
          <button
            key={value}
            type="button"
            className="tl-chip"
            aria-pressed={filter === value}
            onClick={() => onFilter(value)}
          >
            {label}
            <span className="tl-count">
              {numberFormat(locale, {}).format(
                value === 'comment'
                  ? comments
                  : filtered(next, value).length + filtered(past, value).length,
              )}
            </span>
          </button>
        ))}
    </div>
  );
}

interface LinesProps extends Pick<
  TimelineProps,
  'entity' | 'row' | 'timeline' | 'comments' | 'titleOf'
> {
  readonly lines: readonly TimelineLine[];
}

function Lines({ entity, row, timeline, comments, titleOf, lines }: LinesProps) {
  const list = useRef<HTMLOListElement>(null);
  const keys = useMemo(() => lines.map((line) => line.key), [lines]);
  const virtual = useLineWindow(list, '.record', keys);
  const { scrollMargin } = virtual.options;
  return (
    <ol ref={list} className="tl-lines" style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map(({ index, key, start }) => {
        const line = lines[index];
        if (line === undefined) return null;
        return (
          <li
            key={key}
            ref={virtual.measureElement}
            data-index={index}
            className={line.line === 'item' ? 'tl-item' : 'tl-heading'}
            style={{ transform: `translateY(${start - scrollMargin}px)` }}
          >
            {line.line === 'item' ? (
              <TimelineItem
                item={line.item}
                open={line.open}
                entity={entity}
                here={`${entity.name}/${row.id}`}
                titleOf={timeline.titleOf}
                recordTitleOf={titleOf}
                nowMs={timeline.nowMs}
                comments={comments}
              />
            ) : (
              <h3>
                {line.line === 'next' ? 'Next' : <Day day={line.day} nowMs={timeline.nowMs} />}
              </h3>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function Day({ day, nowMs }: { readonly day: string; readonly nowMs: number }) {
  const { locale, timeZone } = useSession();
  const today = dayIn(nowMs, timeZone);
  if (day === today) return 'Today';
  if (day === addDays(today, -1)) return 'Yesterday';
  // A calendar day, not an instant: it is written as it stands.
  const format = dateFormat(locale, { dateStyle: 'full', timeZone: 'UTC' });
  return format.format(new Date(`${day}T00:00:00Z`));
}

function emptyText(filter: TimelineFilter, entity: EntityDef): string {
  const one = entity.label.one.toLowerCase();
  const texts: Readonly<Record<TimelineFilter, string>> = {
    all: `Nothing has happened to this ${one} yet.`,
    activity: `No activities yet. Log a call or plan a task: press ${QUICK_LOG_KEY.toUpperCase()}.`,
    change: 'No changes yet. Edit a field, and it shows here who did it and what stood there.',
    stage: `This ${one} has not moved yet. Click a stage above to move it.`,
    ticket: 'No tickets. Those that name this record as their customer show here.',
    comment: `No comments yet. Press ${COMMENT_KEY.toUpperCase()} to write one.`,
    note: `No notes yet. Press ${QUICK_LOG_KEY.toUpperCase()}, then N, to write one.`,
  };
  return texts[filter];
}

/** What lies beyond the end of the list is said, never left out silently. */
function Rest({ timeline }: { readonly timeline: TimelineData }) {
  const { locale } = useSession();
  const { openList } = useNavigation();
  const { more, historyComplete } = timeline;
  return (
    <>
      {more !== null && (
        <Button variant="subtle" onClick={() => openList('activity', more.filter)}>
          {numberFormat(locale, {}).format(more.count)} older activities: show all in the list
        </Button>
      )}
      {!historyComplete && (
        <p className="field-help">
          There may be older changes. They are read when the relay can be reached.
        </p>
      )}
    </>
  );
}
