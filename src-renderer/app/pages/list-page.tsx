import { Button } from '@mantine/core';
import { memo, useCallback, useMemo, useRef } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { forecastFieldsOf } from '../../../crm/modules/deal/forecast.ts';
import { surveyResponse } from '../../../crm/modules/survey/survey-response.entity.ts';
import { BOARD_START, type BoardPlace } from '../../kit/board/board-place.ts';
import { firstBoardQuestion } from '../../kit/board/board-question.ts';
import { Board } from '../../kit/board/board.tsx';
import { PipelineSelect } from '../../kit/board/pipeline-select.tsx';
import { startOn } from '../../kit/board/start-on.ts';
import { stageFieldOf, type StageField } from '../../kit/board/stage-columns.ts';
import { ExportMenu } from '../../kit/export/export-menu.tsx';
import { Icon } from '../../kit/icons/icon.tsx';
import { List } from '../../kit/list/list.tsx';
import { ListToolbar, type ListBody } from '../../kit/list/list-toolbar.tsx';
import { writeColumnPrefs } from '../../kit/list/column-prefs.ts';
import { EMPTY_LIST, type ListState } from '../../kit/list/list-state.ts';
import { askAhead } from '../../kit/session/ask-ahead.ts';
import { useNavigation, useSession } from '../../kit/session/session.tsx';
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
  const { client } = useSession();
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
  const isBoard = board !== undefined;
  const askBoard = useCallback(
    (shown: ListState, by: StageField) =>
      askAhead(client, firstBoardQuestion(entity, by, shown, BOARD_START)),
    [client, entity],
  );
  const showBoard = useCallback(
    async (shown: ListState, by: StageField) => {
      // The list stays until the board has its cards: it is then drawn once.
      await askBoard(shown, by);
      const now = router.current();
      if (now.page === 'list' && now.entity === entity.name && now.board === undefined)
        router.replace({ ...now, board: BOARD_START });
    },
    [router, entity, askBoard],
  );
  const pressSwitch = useCallback(() => {
    const now = router.current();
    if (now.page === 'list' && now.board === undefined && stages !== undefined)
      void askBoard(now.list, stages);
  }, [router, stages, askBoard]);
  const switchView = useCallback(() => {
    const now = router.current();
    if (now.page !== 'list' || stages === undefined) return;
    const { board: shown, ...asList } = now;
    if (shown === undefined) void showBoard(now.list, stages);
    else router.replace(asList);
  }, [router, stages, showBoard]);
  const pipeline = board?.pipeline;
  const choices = useMemo(
    () =>
      stages !== undefined && (
        <>
          {isBoard && (
            <PipelineSelect entity={entity} stages={stages} pipeline={pipeline} onPlace={onPlace} />
          )}
          <ViewSwitch isBoard={isBoard} onSwitch={switchView} onPress={pressSwitch} />
        </>
      ),
    [entity, stages, isBoard, pipeline, onPlace, switchView, pressSwitch],
  );
  const { conditions, sort, group, collapsed, columns, archived } = list;
  // Not the words: they are in no view.
  const content = useMemo(
    () =>
      contentFrom(
        { conditions, sort, group, collapsed, columns, archived },
        isBoard ? { ...BOARD_START, ...(pipeline === undefined ? {} : { pipeline }) } : undefined,
      ),
    [conditions, sort, group, collapsed, columns, archived, isBoard, pipeline],
  );
  const body = useRef<ListBody>(null);
  const textInput = useRef<HTMLInputElement>(null);
  const shownAs =
    isBoard && stages !== undefined
      ? `${entity.label.many} by ${stages.field.label}`
      : entity.label.many;
  return (
    <main className="list-page">
      <ListPageHeader entity={entity} router={router} archived={archived} onState={onState} />
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
      <section className="list" aria-label={shownAs}>
        <ListToolbar
          entity={entity}
          state={list}
          onState={onState}
          body={body}
          textInput={textInput}
          isList={!isBoard}
        >
          {choices}
        </ListToolbar>
        {opening ? null : stages !== undefined && board !== undefined ? (
          <Board
            ref={body}
            entity={entity}
            stages={stages}
            state={list}
            onState={onState}
            place={board}
            onPlace={onPlace}
          />
        ) : (
          <List ref={body} entity={entity} state={list} onState={onState} textInput={textInput} />
        )}
      </section>
    </main>
  );
}

/** Of the view that is open, or of the list as it was changed. */
function addressOf(route: ListPageProps['route'], changed: boolean): string {
  const { saved, ...asList } = route;
  if (changed) return formatRoute(asList);
  return formatRoute(saved === undefined ? asList : viewOf(route.entity, saved));
}

interface ListPageHeaderProps {
  readonly entity: EntityDef;
  readonly router: Router;
  readonly archived: boolean;
  readonly onState: (part: Partial<ListState>) => void;
}

/** What can be done besides looking. Stays as it is while somebody filters, sorts and groups. */
const ListPageHeader = memo(function ListPageHeader(props: ListPageHeaderProps) {
  const { entity, router, archived, onState } = props;
  const { create, openImport } = useNavigation();
  const place = (): Partial<Extract<Route, { readonly page: 'list' }>> => {
    const now = router.current();
    return now.page === 'list' ? now : {};
  };
  return (
    <header className="page-header">
      <h1>{entity.label.many}</h1>
      <span className="page-header-space" />
      {forecastFieldsOf(entity) !== undefined && (
        <Button
          className="header-button"
          title="Forecast"
          variant="subtle"
          color="gray"
          leftSection={<Icon name="arrow-up-right" size={14} />}
          onClick={() => router.go({ page: 'forecast', entity: entity.name })}
        >
          Forecast
        </Button>
      )}
      {entity.name === surveyResponse.name && (
        <Button
          className="header-button"
          title="Survey figures"
          variant="subtle"
          color="gray"
          leftSection={<Icon name="star" size={14} />}
          onClick={() => router.go({ page: 'figures', place: {} })}
        >
          Figures
        </Button>
      )}
      {entity.duplicates !== undefined && (
        <Button
          className="header-button"
          title="Duplicates"
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
          className="header-button"
          title="Archive"
          variant="subtle"
          color="gray"
          leftSection={<Icon name="archive" size={14} />}
          aria-pressed={archived}
          onClick={() => onState({ archived: !archived, activeIndex: 0 })}
        >
          Archive
        </Button>
      )}
      <Button
        className="header-button"
        title="Import"
        variant="default"
        leftSection={<Icon name="upload" size={14} />}
        onClick={() => openImport(entity.name)}
      >
        Import
      </Button>
      <ExportMenu entity={entity} state={() => place().list ?? EMPTY_LIST} />
      <Button
        leftSection={<Icon name="plus" size={14} />}
        onClick={() => create(entity.name, startOn(entity, place().board))}
      >
        New {entity.label.one.toLowerCase()}
      </Button>
    </header>
  );
});
