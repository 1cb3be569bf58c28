import { expect, test } from '@playwright/test';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { parseJoinLink } from '../../crm/contracts/join-link.contract.ts';
import type { Desktop } from './launch.ts';
import { expectLive, invitationFrom, joinWorkspace } from './support/beginning.ts';
import {
  editField,
  expectField,
  openHistory,
  openList,
  openRecord,
  rowOf,
} from './support/record-acts.ts';
import { beginWork } from './support/at-work.ts';
import { type Pair, launchPair } from './support/pair.ts';

test.describe.configure({ mode: 'serial' });

const DEAL = 'Control room';
const RENAMED = 'Control room, by a script';

let pair: Pair;
let anna: Desktop;
let ben: Desktop;
let stock: WebsocketProvider;

test.beforeAll(async () => {
  pair = await launchPair();
  ({ anna, ben } = pair);
  await beginWork(anna, { sampleData: true });
  await expectLive(anna.page);
});
test.afterAll(async () => {
  stock.destroy();
  await pair.close();
});

const record = () => stock.doc.getMap<unknown>('record');

test('a stock y-websocket client that has the link reads the record that is open on a desktop', async () => {
  const link = await invitationFrom(anna.page);
  await joinWorkspace(ben.page, 'Ben Ode', link);
  await expectLive(ben.page);
  await openList(ben.page, 'Deals');

  await openRecord(anna.page, 'Deals', DEAL);
  await openList(anna.page, 'Deals');
  const address = await rowOf(anna.page, DEAL).getByRole('link').first().getAttribute('href');
  await openRecord(anna.page, 'Deals', DEAL);
  const room = address?.replace('#/', '') ?? '';
  expect(room).toMatch(/^deal\/[0-9a-f-]{36}$/);

  stock = new WebsocketProvider(`${pair.relay.url}/rooms`, room, new Y.Doc(), {
    params: { token: parseJoinLink(link)?.token ?? '' },
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  });
  await expect.poll(() => record().get('name')).toBe(DEAL);
});

test('what it changes shows where the record is open', async () => {
  record().set('name', RENAMED);
  await expectField(anna.page, 'Name', RENAMED);
  await expect(anna.page.getByRole('heading', { level: 1, name: RENAMED })).toBeVisible();
});

test('and on a desktop that is not in the room, where it can be found and is in the history', async () => {
  await expect(rowOf(ben.page, RENAMED)).toBeVisible();
  await openRecord(ben.page, 'Deals', RENAMED);
  const history = await openHistory(ben.page);
  await expect(history.getByRole('listitem').filter({ hasText: RENAMED }).first()).toBeVisible();
});

test('an edit of a desktop reaches it', async () => {
  await editField(anna.page, 'Next step', 'Ask the script');
  await expect.poll(() => record().get('nextStep')).toBe('Ask the script');
});
