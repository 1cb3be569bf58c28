/** Places in the app, and how they are written behind `#` in the address and in notifications. */
import { deskViewSchema } from '../../crm/contracts/rpc/service.rpc.ts';
import type { DeskPlace } from '../kit/service/desk-page.tsx';
import type { ListPlace } from '../kit/session/session.tsx';
import { EMPTY_LIST, conditionsOf, type ListState } from '../kit/list/list-state.ts';
import { filterSchema } from '../../crm/kernel/query.ts';
import { isCustomKey } from '../../crm/kernel/custom/custom-keys.ts';
import { isId } from '../../crm/kernel/ids.ts';
import { forecastFieldsOf } from '../../crm/modules/deal/forecast.ts';
import { isMeasure } from '../../crm/modules/survey/figures.ts';
import { entityNamed, workModules } from '../../crm/modules/registry.ts';
import {
  formatCalendarPlace,
  parseCalendarPlace,
  type CalendarPlace,
} from '../kit/calendar/calendar-place.ts';
import { BOARD_START, type BoardPlace } from '../kit/board/board-place.ts';
import { stageFieldOf } from '../kit/board/stage-columns.ts';
import type { FiguresPlace } from '../kit/surveys/figures-page.tsx';

export type Route =
  | {
      readonly page: 'list';
      readonly entity: string;
      readonly list: ListState;
      /** Present: the same records as a board, and where one is on it. */
      readonly board?: BoardPlace;
      /** Key of the view that is open; absent: the list without any. */
      readonly saved?: string;
      /** The view is asked for by its key: `list` is not what it shows yet. */
      readonly opening?: true;
    }
  | {
      readonly page: 'record';
      readonly entity: string;
      readonly id: string;
      readonly from: ListPlace | undefined;
      /** A comment on it that somebody came for. */
      readonly at?: string;
    }
  | { readonly page: 'tasks' }
  | { readonly page: 'inbox' }
  | { readonly page: 'desk'; readonly place: DeskPlace }
  | {
      readonly page: 'forecast';
      readonly entity: string;
      /** Whose records; absent: everybody's. */
      readonly owner?: string;
      /** Absent: all of them. */
      readonly pipeline?: string;
    }
  | { readonly page: 'calendar'; readonly place: CalendarPlace }
  | { readonly page: 'duplicates'; readonly entity: string }
  | { readonly page: 'quality' }
  | { readonly page: 'figures'; readonly place: FiguresPlace }
  | { readonly page: 'import'; readonly entity: string | undefined }
  | { readonly page: 'settings'; readonly section?: string };

/** A list, or the same records as a board. */
export type ListRoute = Extract<Route, { readonly page: 'list' }>;

/** A record's id, or the name of a standard view. */
const VIEW_KEY_MAX_CHARS = 40;

export function listOf(entity: string): ListRoute {
  return { page: 'list', entity, list: EMPTY_LIST };
}

/** The list as a view of it shows it; the view is looked up by the page. */
export function viewOf(entity: string, key: string): ListRoute {
  return { page: 'list', entity, list: EMPTY_LIST, saved: key, opening: true };
}

/** What can be shared and reopened of a place: not how far one had scrolled. */
export function formatRoute(route: Route): string {
  switch (route.page) {
    case 'list': {
      if (route.saved !== undefined)
        return `/${route.entity}?saved=${encodeURIComponent(route.saved)}`;
      const { conditions, group } = route.list;
      const asked = [
        ...(route.board === undefined ? [] : ['view=board']),
        ...(route.board?.pipeline === undefined
          ? []
          : [`pipeline=${encodeURIComponent(route.board.pipeline)}`]),
        ...(conditions.length === 0
          ? []
          : [`filter=${encodeURIComponent(JSON.stringify({ all: conditions }))}`]),
        ...(group === null ? [] : [`group=${encodeURIComponent(group)}`]),
      ];
      return `/${route.entity}${asked.length === 0 ? '' : `?${asked.join('&')}`}`;
    }
    case 'record': {
      const at = route.at === undefined ? '' : `?comment=${route.at}`;
      return `/${route.entity}/${route.id}${at}`;
    }
    case 'forecast':
      return `/forecast/${route.entity}${forecastSearch(route)}`;
    case 'duplicates':
      return `/duplicates/${route.entity}`;
    case 'quality':
      return '/quality';
    case 'figures':
      return `/survey-figures${figuresSearch(route.place)}`;
    case 'import':
      return route.entity === undefined ? '/import' : `/import/${route.entity}`;
    case 'tasks':
      return '/tasks';
    case 'inbox':
      return '/inbox';
    case 'calendar':
      return formatCalendarPlace(route.place);
    case 'desk':
      return deskAddress(route.place);
    case 'settings':
      return route.section === undefined ? '/settings' : `/settings/${route.section}`;
    default:
      return route satisfies never;
  }
}

/** null for a text that names no place of this version. */
export function parseRoute(text: string): Route | null {
  const [path = '', search = ''] = text.replace(/^#/, '').split('?', 2);
  const [, first = '', second, third] = path.split('/');
  if (first === 'settings') {
    // The page shows its first section for one that this version does not have.
    const named = second !== undefined && second !== '';
    return { page: 'settings', ...(named ? { section: second } : {}) };
  }
  if (first === 'tasks') return { page: 'tasks' };
  if (first === 'inbox') return { page: 'inbox' };
  if (first === 'calendar') {
    const who = new URLSearchParams(search).get('who');
    return { page: 'calendar', place: parseCalendarPlace(second, third, who) };
  }
  if (first === 'desk') return { page: 'desk', place: deskPlace(path) };
  if (first === 'import')
    return { page: 'import', entity: second === undefined || second === '' ? undefined : second };
  if (first === 'quality') return { page: 'quality' };
  if (first === 'survey-figures') return { page: 'figures', place: figuresPlace(search) };
  if (first === 'duplicates') return duplicatesOf(second);
  if (first === 'forecast') return forecastOf(second, search);
  // The team's own objects are not known yet when a window reads the address that it was opened with.
  const entity = entityNamed(first);
  if (entity === undefined && !isCustomKey(first)) return null;
  if (second !== undefined && isId(second)) {
    const at = new URLSearchParams(search).get('comment');
    const comment = at === null || !isId(at) ? {} : { at };
    return { page: 'record', entity: first, id: second, from: undefined, ...comment };
  }
  const asked = new URLSearchParams(search);
  const saved = asked.get('saved');
  if (saved !== null && saved !== '' && saved.length <= VIEW_KEY_MAX_CHARS)
    return { page: 'list', entity: first, list: EMPTY_LIST, saved, opening: true };
  const list = { ...EMPTY_LIST, conditions: filterIn(search), group: asked.get('group') };
  const asBoard =
    asked.get('view') === 'board' && entity !== undefined && stageFieldOf(entity) !== undefined;
  const pipeline = asked.get('pipeline');
  const board = { ...BOARD_START, ...(pipeline === null || pipeline === '' ? {} : { pipeline }) };
  return { page: 'list', entity: first, list, ...(asBoard ? { board } : {}) };
}

/** Where the service desk begins. */
export const DESK_START: DeskPlace = { view: { view: 'mine' }, activeIndex: 0 };

function deskAddress({ view }: DeskPlace): string {
  return view.view === 'queue'
    ? `/desk/queue/${encodeURIComponent(view.queue)}`
    : `/desk/${view.view}`;
}

function deskPlace(path: string): DeskPlace {
  const [, , name, queue] = path.split('/');
  const asked =
    name === 'queue' && queue !== undefined
      ? { view: 'queue', queue: decoded(queue) }
      : { view: name };
  const view = deskViewSchema.safeParse(asked);
  return view.success ? { view: view.data, activeIndex: 0 } : DESK_START;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Of an entity that tells what its duplicates have in common, or of the first one. */
function duplicatesOf(name: string | undefined): Route | null {
  const able = workModules.filter(({ entity }) => entity.duplicates !== undefined);
  const wanted = able.find(({ entity }) => entity.name === name) ?? able[0];
  return wanted === undefined ? null : { page: 'duplicates', entity: wanted.entity.name };
}

/** Answers of longer ago than this are all of them. */
const FIGURES_DAYS_MAX = 3660;

function figuresSearch({ measure, account, days }: FiguresPlace): string {
  const asked = new URLSearchParams({
    ...(measure === undefined ? {} : { measure }),
    ...(account === undefined ? {} : { account }),
    ...(days === undefined ? {} : { days: String(days) }),
  }).toString();
  return asked === '' ? '' : `?${asked}`;
}

function figuresPlace(search: string): FiguresPlace {
  const asked = new URLSearchParams(search);
  const measure = asked.get('measure');
  const account = asked.get('account');
  const days = Number(asked.get('days') ?? 0);
  return {
    ...(isMeasure(measure) ? { measure } : {}),
    ...(account !== null && isId(account) ? { account } : {}),
    ...(Number.isInteger(days) && days > 0 && days <= FIGURES_DAYS_MAX ? { days } : {}),
  };
}

function forecastSearch({
  owner,
  pipeline,
}: Extract<Route, { readonly page: 'forecast' }>): string {
  const asked = new URLSearchParams({
    ...(owner === undefined ? {} : { owner }),
    ...(pipeline === undefined ? {} : { pipeline }),
  }).toString();
  return asked === '' ? '' : `?${asked}`;
}

/** Of an entity that can be forecast, or of the first one. */
function forecastOf(name: string | undefined, search: string): Route | null {
  const wanted = workModules.find(
    ({ entity }) =>
      forecastFieldsOf(entity) !== undefined &&
      (name === undefined || name === '' || entity.name === name),
  );
  if (wanted === undefined) return null;
  const asked = new URLSearchParams(search);
  const owner = asked.get('owner');
  const pipeline = asked.get('pipeline');
  return {
    page: 'forecast',
    entity: wanted.entity.name,
    ...(owner !== null && isId(owner) ? { owner } : {}),
    ...(pipeline === null || pipeline === '' ? {} : { pipeline }),
  };
}

function filterIn(search: string): ListState['conditions'] {
  const text = new URLSearchParams(search).get('filter');
  if (text === null) return [];
  try {
    const filter = filterSchema.safeParse(JSON.parse(text));
    return filter.success ? conditionsOf(filter.data) : [];
  } catch {
    return [];
  }
}
