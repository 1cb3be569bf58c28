/**
 * When one was first and last in touch with a person or a company, and when one is going to be: computed from the
 * activities about them, to be sorted, filtered and grouped by like any date.
 */
import type { Condition, Filter } from '../kernel/query.ts';

/** Kinds in which one hears from the other side, and what shows that nobody was there. */
export const CONTACT_KINDS = ['Call', 'Meeting', 'Email', 'Message'] as const;
export const NOT_REACHED = ['No Answer', 'Busy', 'Wrong Number'] as const;
export const NOT_DONE = ['Not Held', 'Cancelled'] as const;
const STILL_TO_DO = ['Planned', 'Not Started', 'In Progress', 'Waiting', 'Deferred'] as const;

const ofContact: Condition = { field: 'kind', operator: 'anyOf', operand: [...CONTACT_KINDS] };

/** As `wasContact` has it of one activity. */
const wereContacts: Filter = {
  all: [
    ofContact,
    { field: 'status', operator: 'noneOf', operand: [...NOT_DONE, ...STILL_TO_DO] },
    { field: 'outcome', operator: 'noneOf', operand: [...NOT_REACHED] },
  ],
};

const arePlanned: Filter = {
  all: [ofContact, { field: 'status', operator: 'anyOf', operand: ['Planned'] }],
};

const dayOf = { kind: 'date', readOnly: true } as const;
const ofActivities = {
  by: 'rollUp',
  entity: 'activity',
  through: 'about',
  of: 'startAt',
} as const;

export const interactionFields = {
  firstContact: {
    ...dayOf,
    label: 'First contact',
    help: 'Of the calls, meetings and mails about it that were held',
    computed: { ...ofActivities, measure: 'min', filter: wereContacts },
  },
  lastContact: {
    ...dayOf,
    label: 'Last contact',
    help: 'Of the calls, meetings and mails about it that were held',
    computed: { ...ofActivities, measure: 'max', filter: wereContacts },
  },
  nextContact: {
    ...dayOf,
    label: 'Next contact',
    help: 'Of the calls and meetings about it that are planned',
    computed: { ...ofActivities, measure: 'min', filter: arePlanned },
  },
} as const;
