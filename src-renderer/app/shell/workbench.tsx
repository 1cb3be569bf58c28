/** The frame around all screens of an open workspace. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { docName } from '../../../crm/kernel/ids.ts';
import { comment } from '../../../crm/modules/comment/comment.entity.ts';
import { entityNamed } from '../../../crm/modules/registry.ts';
import { sayProblem } from '../../kit/acts/toast.tsx';
import type { ConnectedClient } from '../../kit/client/worker-client.ts';
import { FileDrop } from '../../kit/import/file-drop.tsx';
import { chooseLetters } from '../../kit/mail/choose-letters.ts';
import { MailDialog } from '../../kit/mail/mail-dialog.tsx';
import { EMPTY_LIST, columnsOf, conditionsOf } from '../../kit/list/list-state.ts';
import { CreateForm } from '../../kit/record/create-form.tsx';
import { localeFacts } from '../../kit/session/locale.ts';
import { SessionProvider, type Navigation, type Session } from '../../kit/session/session.tsx';
import type { Bootstrap, OpenWorkspace } from '../bootstrap.ts';
import { ErrorBoundary } from '../error-boundary.tsx';
import { exportList } from '../../kit/export/export-list.ts';
import { printPage, saveFile } from '../save-file.ts';
import { Page } from '../pages/page.tsx';
import { formatRoute, listOf, viewOf } from '../route.ts';
import type { Router } from '../router.ts';
import { copyLink } from './copy-link.ts';
import { Header } from './header.tsx';
import { NavigationBar } from './navigation-bar.tsx';
import { SameName } from './same-name.tsx';
import { SearchPalette } from './search-palette.tsx';
import { rememberRecord } from './recent-records.ts';
import { ShortcutSheet } from './shortcut-sheet.tsx';
import { createOpenRecord, createPressRecord } from './open-record.ts';
import { useEscalations } from './use-escalations.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { JoinRefused } from './join-refused.tsx';

interface WorkbenchProps {
  readonly client: ConnectedClient;
  readonly bootstrap: Bootstrap;
  readonly router: Router;
  readonly workspace: OpenWorkspace;
  readonly locale: string;
  readonly joinLink: string | null;
}

interface Creating {
  readonly entity: string;
  readonly values: Readonly<Record<string, unknown>>;
}

export function Workbench(props: WorkbenchProps) {
  const { client, bootstrap, router, workspace, locale, joinLink } = props;
  const [creating, setCreating] = useState<Creating | null>(null);
  const [searching, setSearching] = useState(false);
  const [shortcuts, setShortcuts] = useState(false);
  const [reminders, setReminders] = useState(false);
  const [letters, setLetters] = useState<readonly File[] | null>(null);
  const route = useStore(router.store, ({ places, at }) => places[at]) ?? listOf('account');
  const visit = useStore(router.store, (history) => history.visit);

  const { workspaceId } = workspace;
  const openRecord = useMemo(() => createOpenRecord(client, router), [client, router]);
  const pressRecord = useMemo(() => createPressRecord(client), [client]);
  const navigation = useMemo<Navigation>(
    () => ({
      openRecord,
      pressRecord,
      openList: (entity, filter) =>
        router.go({
          page: 'list',
          entity,
          list: { ...EMPTY_LIST, conditions: conditionsOf(filter) },
        }),
      openView: (entity, key) => router.go(viewOf(entity, key)),
      openFigures: (account) =>
        router.go({ page: 'figures', place: account === undefined ? {} : { account } }),
      openImport: (entity) => router.go({ page: 'import', entity }),
      // A form that is open stays: what was filled in is not given up for another one.
      create: (entity, values = {}) => setCreating((now) => now ?? { entity, values }),
      back: router.back,
      copyLink: (place) => void copyLink(workspaceId, place),
    }),
    [router, openRecord, pressRecord, workspaceId],
  );
  const { userId, currency } = workspace;
  // The same list as long as it says the same: counts change all the time.
  const teamsText = JSON.stringify(workspace.userTeams);
  const teams = useMemo(() => JSON.parse(teamsText) as readonly string[], [teamsText]);
  const session = useMemo<Session>(
    () => ({
      ...localeFacts(locale),
      client,
      navigation,
      saveFile,
      printPage,
      meId: userId,
      teams,
      currency,
    }),
    [locale, client, navigation, userId, teams, currency],
  );

  const importDropped = useCallback(
    () => router.go({ page: 'import', entity: undefined }),
    [router],
  );
  const takeLetters = useCallback((files: readonly File[]) => setLetters(files), []);
  const openLetters = useCallback(
    () => void chooseLetters().then((files) => files.length > 0 && setLetters(files)),
    [],
  );
  const newRecord = useCallback(() => {
    const now = router.current();
    navigation.create('entity' in now && now.entity !== undefined ? now.entity : 'account');
  }, [router, navigation]);
  const exportShown = useCallback(() => {
    const now = router.current();
    const entity = now.page === 'list' ? entityNamed(now.entity) : undefined;
    if (now.page === 'list' && entity !== undefined) {
      void exportList(session, entity, now.list, {
        format: 'csv',
        columns: columnsOf(entity, now.list).shown,
      });
    } else {
      sayProblem({
        message: 'There is no list on screen.',
        remedy: 'Open the list that you want to export.',
      });
    }
  }, [router, session]);
  useShortcuts({
    router,
    client,
    workspaceId,
    newRecord,
    exportList: exportShown,
    openSearch: () => setSearching(true),
    openShortcuts: () => setShortcuts(true),
    openReminders: () => setReminders(true),
  });
  useEffect(() => client.on('notice', sayProblem), [client]);
  useEscalations(client, router);
  const search = useCallback(() => setSearching(true), []);
  const closeSearch = useCallback(() => setSearching(false), []);
  const closeShortcuts = useCallback(() => setShortcuts(false), []);
  const showShortcuts = useCallback(() => setShortcuts(true), []);
  const showReminders = useCallback(() => setReminders(true), []);
  const opened =
    route.page === 'record' && route.entity !== comment.name
      ? docName(route.entity, route.id)
      : null;
  useEffect(() => {
    if (opened !== null) rememberRecord(opened);
  }, [opened]);
  const newEntity = creating === null ? undefined : entityNamed(creating.entity);

  return (
    <SessionProvider session={session}>
      <div className="shell">
        <NavigationBar
          workspace={workspace}
          page={route.page}
          entity={'entity' in route && route.page !== 'import' ? route.entity : undefined}
          router={router}
          onShortcuts={showShortcuts}
        />
        <div className="shell-main">
          <Header
            client={client}
            workspace={workspace}
            router={router}
            onSearch={search}
            reminders={reminders}
            onReminders={setReminders}
          />
          {joinLink !== null && (
            <JoinRefused link={joinLink} workspaceName={workspace.workspaceName} />
          )}
          <SameName workspace={workspace} />
          <div className="shell-page" id="page" tabIndex={-1}>
            <ErrorBoundary place={formatRoute(route)}>
              <Page
                route={route}
                visit={visit}
                router={router}
                workspace={workspace}
                bootstrap={bootstrap}
              />
            </ErrorBoundary>
          </div>
        </div>
      </div>
      {newEntity !== undefined && creating !== null && (
        <CreateForm
          entity={newEntity}
          values={creating.values}
          onClose={() => setCreating(null)}
          onCreated={(id) => {
            setCreating(null);
            // Made from a related list: one stays on the record that it belongs to.
            if (Object.keys(creating.values).length === 0)
              navigation.openRecord(creating.entity, id);
          }}
        />
      )}
      <SearchPalette
        opened={searching}
        router={router}
        exportShown={exportShown}
        showShortcuts={showShortcuts}
        showReminders={showReminders}
        openLetters={openLetters}
        onClose={closeSearch}
      />
      <FileDrop onFile={importDropped} onLetters={takeLetters} />
      {letters !== null && <MailDialog files={letters} onClose={() => setLetters(null)} />}
      <ShortcutSheet opened={shortcuts} onClose={closeShortcuts} />
    </SessionProvider>
  );
}
