/** Places in the app, and how they are written behind `#` in the address and in notifications. */
import type { ListPlace } from '../kit/session/session.tsx';
import { EMPTY_LIST, conditionsOf, type ListState } from '../kit/list/list-state.ts';
import { filterSchema } from '../../crm/kernel/query.ts';
import { isId } from '../../crm/kernel/ids.ts';
import { entityNamed } from '../../crm/modules/registry.ts';

export type Route =
  | { readonly page: 'list'; readonly entity: string; readonly list: ListState }
  | {
      readonly page: 'record';
      readonly entity: string;
      readonly id: string;
      readonly from: ListPlace | undefined;
    }
  | { readonly page: 'import'; readonly entity: string | undefined }
  | { readonly page: 'settings' };

export function listOf(entity: string): Route {
  return { page: 'list', entity, list: EMPTY_LIST };
}

/** What can be shared and reopened of a place: not how far one had scrolled. */
export function formatRoute(route: Route): string {
  switch (route.page) {
    case 'list': {
      const { conditions } = route.list;
      const filter =
        conditions.length === 0
          ? ''
          : `?filter=${encodeURIComponent(JSON.stringify({ all: conditions }))}`;
      return `/${route.entity}${filter}`;
    }
    case 'record':
      return `/${route.entity}/${route.id}`;
    case 'import':
      return route.entity === undefined ? '/import' : `/import/${route.entity}`;
    case 'settings':
      return '/settings';
    default:
      return route satisfies never;
  }
}

/** null for a text that names no place of this version. */
export function parseRoute(text: string): Route | null {
  const [path = '', search = ''] = text.replace(/^#/, '').split('?', 2);
  const [, first = '', second] = path.split('/');
  if (first === 'settings') return { page: 'settings' };
  if (first === 'import')
    return { page: 'import', entity: second === undefined || second === '' ? undefined : second };
  if (entityNamed(first) === undefined) return null;
  if (second !== undefined && isId(second))
    return { page: 'record', entity: first, id: second, from: undefined };
  return { page: 'list', entity: first, list: { ...EMPTY_LIST, conditions: filterIn(search) } };
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
