import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/notifications/styles.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/fields.css';
import './styles/list.css';
import './styles/record.css';
import './styles/import.css';
import './styles/forecast.css';
import { setNonce } from 'get-nonce';
import { createRoot } from 'react-dom/client';
import { applyDensity } from '../kit/list/density.ts';
import { handOverAll } from '../kit/client/leaving.ts';
import { startClient } from '../kit/client/start-client.ts';
import { App } from './app.tsx';
import { bridge } from './bridge.ts';
import { whenFirstScreenShows } from './first-screen.ts';
import { createRouter } from './router.ts';
import { listOf, parseRoute } from './route.ts';

/** Styles made at run time carry the page's nonce; the content security policy refuses all others. */
function pageNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}

async function start(): Promise<void> {
  applyDensity();
  const nonce = pageNonce();
  setNonce(nonce);
  bridge.on(
    'window.closing',
    () => void handOverAll().then(() => bridge.invoke('window.settled', {})),
  );
  const [client, bootstrap] = await Promise.all([
    startClient(window, bridge),
    bridge.invoke('app.bootstrap', {}),
  ]);
  if (!bootstrap.ok) throw new Error(bootstrap.problem.code);
  const router = createRouter(parseRoute(window.location.hash) ?? listOf('account'));
  const root = document.querySelector('#root');
  if (root === null) throw new Error('The page has no root element');
  void whenFirstScreenShows(root).then(() => bridge.invoke('app.painted', {}));
  createRoot(root).render(
    <App client={client} bootstrap={bootstrap.value} router={router} nonce={nonce} />,
  );
}

void start();
