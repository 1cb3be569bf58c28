import { MantineProvider, type MantineColorSchemeManager } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { useEffect, useMemo, useState } from 'react';
import { useClientState } from '../kit/client/use-client-state.ts';
import { useWorkspace } from '../kit/client/use-latest.ts';
import type { ConnectedClient } from '../kit/client/worker-client.ts';
import { fieldViews } from '../kit/field-views.ts';
import { FieldViewsContext } from '../kit/fields/views-context.ts';
import { useDefinitions } from '../kit/session/use-definitions.ts';
import type { Bootstrap } from './bootstrap.ts';
import { bridge } from './bridge.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { FirstRun } from './first-run/first-run.tsx';
import type { Router } from './router.ts';
import { Halted } from './shell/halted.tsx';
import { Workbench } from './shell/workbench.tsx';
import { cssVariables, theme } from './theme.ts';

interface AppProps {
  readonly client: ConnectedClient;
  readonly bootstrap: Bootstrap;
  readonly router: Router;
  readonly nonce: string;
}

/** The main process keeps the person's choice for all windows; Mantine only shows it. */
const noStorage: MantineColorSchemeManager = {
  get: (fallback) => fallback,
  set: () => undefined,
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => undefined,
};

function useDark(): boolean {
  const [dark, setDark] = useState(() => window.matchMedia('(prefers-color-scheme: dark)').matches);
  // The main process sets the theme of its pages, so the media query is right from the first frame.
  useEffect(() => {
    const media = window.matchMedia('(prefers-color-scheme: dark)');
    const onChange = (): void => setDark(media.matches);
    media.addEventListener('change', onChange);
    return () => media.removeEventListener('change', onChange);
  }, []);
  return dark;
}

export function App({ client, bootstrap, router, nonce }: AppProps) {
  const dark = useDark();
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={noStorage}
      forceColorScheme={dark ? 'dark' : 'light'}
      getStyleNonce={() => nonce}
    >
      <FieldViewsContext value={fieldViews}>
        <Notifications position="bottom-right" limit={3} containerWidth={400} className="toasts" />
        <ErrorBoundary place="window">
          <Screen client={client} bootstrap={bootstrap} router={router} />
        </ErrorBoundary>
      </FieldViewsContext>
    </MantineProvider>
  );
}

type ScreenProps = Omit<AppProps, 'nonce'>;

function Screen({ client, bootstrap, router }: ScreenProps) {
  const clientState = useClientState(client);
  const workspace = useWorkspace(client);
  const joinLink = useJoinLink(bootstrap.joinLink);
  const locale = useMemo(() => navigator.language, []);
  const isDefined = useDefinitions(client, workspace?.state === 'open');

  if (clientState.state === 'failed' || clientState.state === 'silent') {
    return <Halted problem={clientState.problem} />;
  }
  if (workspace === undefined) return <main aria-busy="true" />;
  switch (workspace.state) {
    case 'none':
      return (
        <FirstRun
          client={client}
          locale={locale}
          joinLink={joinLink}
          defaultRelayUrl={bootstrap.defaultRelayUrl}
        />
      );
    case 'damaged':
      return <Halted problem={workspace.problem} />;
    case 'open':
      if (!isDefined) return <main aria-busy="true" />;
      return (
        <Workbench
          client={client}
          bootstrap={bootstrap}
          router={router}
          workspace={workspace}
          locale={locale}
          joinLink={joinLink}
        />
      );
    default:
      return workspace satisfies never;
  }
}

/** The newest invitation that was opened with this app. */
function useJoinLink(first: string | null): string | null {
  const [link, setLink] = useState(first);
  useEffect(() => bridge.on('link.join', (event) => setLink(event.link)), []);
  return link;
}
