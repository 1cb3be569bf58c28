/**
 * When one was first and last in touch with a person or a company, and when one is going to be: computed from the
 * activities in their timelines, to be sorted, filtered and grouped by like any date.
 */
import { reachOf } from './activity/reach.ts';
import {
  happenedAt,
  isContact,
  isOpen,
  plannedAt,
  wasContact,
  type ActivityTimes,
} from './activity/when.ts';

const DAY_MS = 86_400_000;

/** What has no status and is to begin later today counts as done: the column knows days, the timeline the hour. */
function endOf(today: string): number {
  return Date.parse(today) + DAY_MS - 1;
}

function contactAt(row: ActivityTimes, today: string): string | undefined {
  return wasContact(row) && !isOpen(row, endOf(today)) ? happenedAt(row) : undefined;
}

function nextContactAt(row: ActivityTimes, today: string): string | undefined {
  return isContact(row) && isOpen(row, endOf(today)) ? plannedAt(row) : undefined;
}

const dayOf = { kind: 'date', readOnly: true } as const;

/** Whose meetings a record took part in: only people do. */
const PARTICIPANT = 'contact';

/**
 * Of the activities that stand in the record's timeline: those about it, about what it reaches, and those in which it
 * took part.
 */
export function interactionFieldsOf(entity: string) {
  const ofActivities = {
    by: 'rollUp',
    entity: 'activity',
    through: 'about',
    besides: [
      ...reachOf(entity).map((via) => ({ through: 'about', via })),
      ...(entity === PARTICIPANT ? [{ through: 'participants' }] : []),
    ],
  } as const;
  return {
    firstContact: {
      ...dayOf,
      label: 'First contact',
      help: 'Of the calls, meetings and mails of its timeline that were held',
      computed: { ...ofActivities, measure: 'min', momentOf: contactAt },
    },
    lastContact: {
      ...dayOf,
      label: 'Last contact',
      help: 'Of the calls, meetings and mails of its timeline that were held',
      computed: { ...ofActivities, measure: 'max', momentOf: contactAt },
    },
    nextContact: {
      ...dayOf,
      label: 'Next contact',
      help: 'Of the calls and meetings of its timeline that are planned',
      computed: { ...ofActivities, measure: 'min', momentOf: nextContactAt },
    },
  } as const;
}
