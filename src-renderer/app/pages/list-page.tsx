import { Button } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { forecastFieldsOf } from '../../../crm/modules/deal/forecast.ts';
import { BOARD_START, type BoardPlace } from '../../kit/board/board-place.ts';
import { Board } from '../../kit/board/board.tsx';
import { startOn } from '../../kit/board/start-on.ts';
import { stageFieldOf } from '../../kit/board/stage-columns.ts';
import { ExportMenu } from '../../kit/export/export-menu.tsx';
import { Icon } from '../../kit/icons/icon.tsx';
import { List } from '../../kit/list/list.tsx';
import { writeColumnPrefs } from '../../kit/list/column-prefs.ts';
import type { ListState } from '../../kit/list/list-state.ts';
import { useNavigation } from '../../kit/session/session.tsx';
import { contentFrom, isChanged } from '../../kit/views/view-state.ts';
import { ViewStrip } from '../../kit/views/view-strip.tsx';
import { formatRoute, viewOf, type Route } from '../route.ts';
import type { Router } from '../router.ts';
import { useOpenView } from './use-open-view.ts';
import { ViewSwitch } from './view-switch.tsx';

interface ListPageProps {
  readonly entity: EntityDef;
  readonly route: Extract<Route, { readonly page: 'list' }>;
  readonly router: Router;
}

export function ListPage({ entity, route, router }: ListPageProps) {
  const { create, openImport } = useNavigation();
  const { list, board, opening = false } = route;
  const open = useOpenView(entity, route, router);
  const onState = useCallback(
    (part: Partial<ListState>) => {
      const now = router.current();
      if (now.page !== 'list') return;
      // A view that leaves the columns to each person leaves them on this desktop.
      if (part.columns && open.current.content.columns === null)
        writeColumnPrefs(now.entity, part.columns);
      router.replace({ ...now, list: { ...now.list, ...part } });
    },
    [router, open],
  );
  const onPlace = useCallback(
    (place: BoardPlace) => {
      const now = router.current();
      if (now.page === 'list') router.replace({ ...now, board: place });
    },
    [router],
  );
  const stages = useMemo(() => stageFieldOf(entity), [entity]);
  const viewSwitch = stages !== undefined && (
    <ViewSwitch
      isBoard={board !== undefined}
      onSwitch={() => {
        const { board: shown, ...asList } = route;
        router.replace(shown === undefined ? { ...asList, board: BOARD_START } : asList);
      }}
    />
  );
  const content = contentFrom(list, board);
  return (
    <main className="list-page">
      <header className="page-header">
        <h1>{entity.label.many}</h1>
        <span className="page-header-space" />
        {forecastFieldsOf(entity) !== undefined && (
          <Button
            variant="subtle"
            color="gray"
            leftSection={<Icon name="arrow-up-right" size={14} />}
            onClick={() => router.go({ page: 'forecast', entity: entity.name })}
          >
            Forecast
          </Button>
        )}
        {entity.duplicates !== undefined && (
          <Button
            variant="subtle"
            color="gray"
            leftSection={<Icon name="copy" size={14} />}
            onClick={() => router.go({ page: 'duplicates', entity: entity.name })}
          >
            Duplicates
          </Button>
        )}
        {entity.traits.includes('archivable') && (
          <Button
            variant="subtle"
            color="gray"
            leftSection={<Icon name="archive" size={14} />}
            aria-pressed={list.archived}
            onClick={() => onState({ archived: !list.archived, activeIndex: 0 })}
          >
            Archive
          </Button>
        )}
        <Button
          variant="default"
          leftSection={<Icon name="upload" size={14} />}
          onClick={() => openImport(entity.name)}
        >
          Import
        </Button>
        <ExportMenu entity={entity} state={list} />
        <Button
          leftSection={<Icon name="plus" size={14} />}
          onClick={() => create(entity.name, startOn(entity, board))}
        >
          New {entity.label.one.toLowerCase()}
        </Button>
      </header>
      <ViewStrip
        entity={entity}
        views={open.views}
        current={open.current}
        content={content}
        address={addressOf(route, isChanged(open.current, content))}
        onOpen={open.show}
        onSaved={open.take}
        onReset={open.reset}
      />
      {opening ? null : stages !== undefined && board !== undefined ? (
        <Board
          entity={entity}
          stages={stages}
          state={list}
          onState={onState}
          place={board}
          onPlace={onPlace}
          viewSwitch={viewSwitch}
        />
      ) : (
        <List entity={entity} state={list} onState={onState} viewSwitch={viewSwitch} />
      )}
    </main>
  );
}

/** Of the view that is open, or of the list as it was changed. */
function addressOf(route: ListPageProps['route'], changed: boolean): string {
  const { saved, ...asList } = route;
  if (changed) return formatRoute(asList);
  return formatRoute(saved === undefined ? asList : viewOf(route.entity, saved));
}
