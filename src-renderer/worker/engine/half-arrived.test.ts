import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { encodeEnvelope } from '../../../crm/contracts/envelope.contract.ts';
import {
  decodeClientMessage,
  encodeRelayMessage,
  FEED_PROTOCOL,
} from '../../../crm/contracts/feed.contract.ts';
import type { Change } from '../../../crm/kernel/write.ts';
import { noteText } from '../workspace-file/note-text.ts';
import type { Engine } from './engine-api.ts';
import { startLoneEngine } from './engine-fixture.ts';
import type { FeedTransport } from './ports.ts';

const DEAL = '01890a5d-ac96-774b-bcce-b302099a8057';
const DEVICE = '01890a5d-ac96-774b-bcce-b302099a8058';

function envelopeOf(
  n: number,
  update: Uint8Array,
  doc = `deal/${DEAL}`,
  changes: readonly Change[] = [],
): Uint8Array {
  return encodeEnvelope({
    txId: `01890a5d-ac96-774b-bcce-b302099a809${n}`,
    device: DEVICE,
    n,
    actor: '',
    atMs: 0,
    scope: 'workspace',
    batch: '',
    label: 'A deal',
    undoes: '',
    changes,
    ops: [{ doc, scope: 'workspace', update }],
    numbering: [],
  });
}

/** The record in three parts, as three people wrote it; the second does without the first, the third does not. */
function parts(): readonly [Uint8Array, Uint8Array, Uint8Array] {
  const made = new Y.Doc({ guid: 'made' });
  const record = made.getMap('record');
  record.set('createdAt', '2026-01-05T00:00:00.000Z');
  record.set('createdBy', 'somebody');
  record.set('name', 'Boots');
  made.getMap('tags').set('urgent', true);
  const late = new Y.Doc({ guid: 'late' });
  const updates: Uint8Array[] = [];
  late.on('update', (update: Uint8Array) => void updates.push(update));
  late.getMap('record').set('campaign', 'first');
  late.getMap('record').set('campaign', 'second');
  const [first, second] = updates;
  if (first === undefined || second === undefined) throw new Error('there are two');
  return [Y.encodeStateAsUpdate(made), second, first];
}

interface Team {
  readonly engine: Engine;
  /** Something of the team's arrives. */
  readonly send: (envelope: Uint8Array) => void;
}

/** A desktop, connected, and a relay that says what it is told to. */
async function inATeam(): Promise<Team> {
  let say: ((frame: Uint8Array) => void) | undefined;
  let seq = 0;
  const transport: FeedTransport = {
    connect: (_url, { opened, received }) => {
      queueMicrotask(opened);
      say = received;
      return {
        send: (frame) => {
          if (decodeClientMessage(frame)?.type !== 'hello') return;
          const answer = {
            epoch: 'e',
            head: 0,
            knowsCursor: true,
            lastN: 0,
            workspaceName: 'Team',
          };
          received(encodeRelayMessage({ type: 'welcome', protocol: FEED_PROTOCOL, ...answer }));
          received(
            encodeRelayMessage({ type: 'snapshots', upTo: 0, total: 0, done: true, docs: [] }),
          );
        },
        close: () => undefined,
      };
    },
  };
  const { engine } = await startLoneEngine(undefined, { deps: { transport } });
  engine.connect({ url: 'ws://relay', token: 'token', create: '' });
  await expect.poll(() => engine.syncState().state).toBe('live');
  return {
    engine,
    send: (envelope) => {
      const after = seq++;
      const list = [{ seq, envelope }];
      say?.(encodeRelayMessage({ type: 'entries', after, upTo: seq, list }));
    },
  };
}

test('a record that has only arrived in part keeps what has, when a file makes it here meanwhile', async () => {
  const [made, torn, missing] = parts();
  const { engine, send } = await inATeam();
  send(envelopeOf(1, Y.mergeUpdates([torn, made])));
  await expect.poll(() => engine.isIncomplete({ entity: 'deal', id: DEAL })).toBe(true);
  expect(engine.get('deal', DEAL)).toBeUndefined();

  const stage = { stage: 'Prospecting', rank: 'a0' };
  const values = { name: 'Boots from the file', stage };
  const input = { entity: 'deal', id: DEAL, create: true, values };
  expect(await engine.write([input], { label: 'Import', batch: '' })).toMatchObject({ ok: true });
  send(envelopeOf(2, missing));
  await expect
    .poll(() => engine.get('deal', DEAL))
    .toMatchObject({
      name: 'Boots from the file',
      tags: ['urgent'],
      campaign: 'second',
      createdBy: 'somebody',
    });
});

test('a record of which a part is missing is gone at once when its creation is taken back', async () => {
  const [, torn, missing] = parts();
  const { engine, send } = await inATeam();
  const values = { name: 'Boots', stage: { stage: 'Prospecting', rank: 'a0' } };
  const made = await engine.write([{ entity: 'deal', id: DEAL, create: true, values }], {
    label: 'Create deal',
    batch: '',
  });
  expect(made).toMatchObject({ ok: true });
  send(envelopeOf(1, torn));
  await expect.poll(() => engine.isIncomplete({ entity: 'deal', id: DEAL })).toBe(true);
  expect(await engine.undo()).toMatchObject({ ok: true });
  expect(engine.get('deal', DEAL)).toBeUndefined();
  send(envelopeOf(2, missing));
  await expect.poll(() => engine.isIncomplete({ entity: 'deal', id: DEAL })).toBe(false);
  expect(engine.get('deal', DEAL)).toBeUndefined();
});

/** A note of two lines, each of another person; the update that brings the second line alone. */
function note(): { readonly whole: Uint8Array; readonly second: Uint8Array } {
  const line = (doc: Y.Doc, clientID: number, text: string): Uint8Array => {
    const before = Y.encodeStateVector(doc);
    doc.clientID = clientID;
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(text)]);
    doc.getXmlFragment('body').push([paragraph]);
    return Y.encodeStateAsUpdate(doc, before);
  };
  const doc = new Y.Doc({ guid: 'note' });
  line(doc, 11, 'only in the file');
  const second = line(doc, 12, 'a teammate typed');
  return { whole: Y.encodeStateAsUpdate(doc), second };
}

const BODY = `deal/${DEAL}/body`;
const REF = { entity: 'deal', id: DEAL };
const ACT = { label: 'Import', batch: 'the-batch' };

const textIn = async (engine: Engine): Promise<string> => noteText(await engine.openBody(REF));

test('what a teammate typed stays, though a file brought it here before the team did', async () => {
  const { engine, send } = await inATeam();
  const { whole, second } = note();
  await engine.putIntoBodies([{ ref: REF, update: whole, goesWithRecord: false }], ACT);
  expect(await textIn(engine)).toBe('only in the file\na teammate typed');
  send(envelopeOf(1, second, BODY));
  await expect.poll(() => engine.savedPosition()).toContain('"cursor":1');
  expect(await engine.undo('the-batch')).toMatchObject({ ok: true });
  expect(await textIn(engine)).toBe('a teammate typed');
  expect(await engine.redo('the-batch')).toMatchObject({ ok: true });
  expect(await textIn(engine)).toBe('only in the file\na teammate typed');
});

test('text that a teammate imported as well stays until they take it back', async () => {
  const { engine, send } = await inATeam();
  const { whole } = note();
  await engine.putIntoBodies([{ ref: REF, update: whole, goesWithRecord: false }], ACT);
  const [put] =
    (await engine.historyHere({ entity: 'deal', id: `${DEAL}/body` }))[0]?.changes ?? [];
  if (put === undefined) throw new Error('the history says nothing of it');
  const theirs = { doc: BODY, slot: put.slot, from: null, to: put.to } as Change;
  send(envelopeOf(1, whole, BODY, [theirs]));
  await expect.poll(() => engine.savedPosition()).toContain('"cursor":1');
  expect(await engine.undo('the-batch')).toMatchObject({ ok: true });
  expect(await textIn(engine)).toBe('only in the file\na teammate typed');
});
