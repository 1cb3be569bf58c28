/** Which view of a list is open: looked up by its key, followed while it changes, left when it is gone. */
import { useEffect, useMemo, useRef } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { sameJson } from '../../../crm/kernel/write.ts';
import { sayProblem } from '../../kit/acts/toast.tsx';
import { stageFieldOf } from '../../kit/board/stage-columns.ts';
import { columnsOf } from '../../kit/list/list-state.ts';
import { ALL_VIEW, type ListView } from '../../kit/views/standard-views.ts';
import { useViews } from '../../kit/views/use-views.ts';
import { boardFrom, contentFrom, isChanged, listFrom } from '../../kit/views/view-state.ts';
import { listOf, viewOf, type ListRoute } from '../route.ts';
import type { Router } from '../router.ts';

interface OpenView {
  readonly views: readonly ListView[];
  readonly current: ListView;
  readonly show: (key: string) => void;
  /** The list as it is now is that view. */
  readonly take: (key: string) => void;
  /** Back to what the view says. */
  readonly reset: () => void;
}

/** A place whose list is what the view shows. */
function routeOf(entity: EntityDef, { key, content }: ListView): ListRoute {
  const board = stageFieldOf(entity) === undefined ? undefined : boardFrom(content);
  return {
    page: 'list',
    entity: entity.name,
    list: listFrom(content),
    ...(board === undefined ? {} : { board }),
    ...(key === ALL_VIEW ? {} : { saved: key }),
  };
}

export function useOpenView(entity: EntityDef, route: ListRoute, router: Router): OpenView {
  const { views, complete } = useViews(entity);
  const { saved, opening } = route;
  const found = saved === undefined ? views[0] : views.find(({ key }) => key === saved);
  const known = useRef<ListView | undefined>(found);
  const current = found ?? views[0];
  if (current === undefined) throw new Error('A list has no views');

  useEffect(() => {
    const before = known.current;
    known.current = found;
    const now = router.current();
    if (now.page !== 'list' || now.entity !== entity.name || now.saved !== saved) return;
    if (found === undefined) {
      // Gone for everybody, or made private: the list stays as it is.
      if (opening !== true && before?.key === saved) {
        const { saved: _gone, ...asList } = now;
        router.replace(asList);
      }
      if (opening === true && complete) {
        sayProblem({
          message: 'This view is not here any more, or it is somebody else’s.',
          remedy: 'Ask for it to be shared, or choose another one.',
        });
        router.replace(listOf(entity.name));
      }
      return;
    }
    const isSame = before?.key === found.key;
    const changedElsewhere =
      isSame &&
      !sameJson(before.content, found.content) &&
      !isChanged(before, contentFrom(now.list, now.board));
    if (opening === true || changedElsewhere) router.replace(routeOf(entity, found));
  }, [entity, router, saved, opening, found, complete]);

  return useMemo(
    () => ({
      views,
      current,
      show: (key) => {
        const view = views.find((other) => other.key === key);
        router.go(view === undefined ? viewOf(entity.name, key) : routeOf(entity, view));
      },
      take: (key) => {
        const now = router.current();
        if (now.page !== 'list') return;
        // From now on the columns are the view's own.
        const columns = columnsOf(entity, now.list);
        router.replace({ ...now, list: { ...now.list, columns }, saved: key });
      },
      reset: () => router.replace(routeOf(entity, current)),
    }),
    [views, current, entity, router],
  );
}
