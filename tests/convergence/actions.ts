/** What people do in the simulation, and what the simulation remembers of what was confirmed to them. */
import * as Y from 'yjs';
import type { AnyRow } from '../../crm/kernel/entity.ts';
import { newId } from '../../crm/kernel/ids.ts';
import { encodeEnvelope } from '../../crm/contracts/envelope.contract.ts';
import { encodeClientMessage, FEED_PROTOCOL } from '../../crm/contracts/feed.contract.ts';
import type { Engine, RecordInput } from '../../src-renderer/worker/engine/engine-api.ts';
import { changeMany } from './bulk-actions.ts';
import { mergeSome } from './merge-actions.ts';
import { defineFields } from './define-fields.ts';
import { escalate } from './escalation-actions.ts';
import { completeOccurrence } from './complete-occurrence.ts';
import { layOut } from './layout-actions.ts';
import { changePipeline } from './pipeline-actions.ts';
import { bringBack } from './bring-back.ts';
import { editLines } from './deal-actions.ts';
import { importFile } from './import-actions.ts';
import { convertOnto } from './lead-actions.ts';
import type { Ledger } from './ledger.ts';
import { useArticles } from './knowledge-actions.ts';
import { offer } from './quote-actions.ts';
import { takeLetters } from './mail-actions.ts';
import { mergePeople } from './people-actions.ts';
import { servePublic } from './public-actions.ts';
import { defineObjects } from './object-actions.ts';
import { sendBack, workOnContracts } from './service-actions.ts';
import { logAnswers } from './survey-actions.ts';
import { editSeries } from './series-actions.ts';
import { configure } from './setting-actions.ts';
import { mention, workOnTicket } from './ticket-actions.ts';
import { workTogether } from './together-actions.ts';
import { goBackAndForth } from './undo-actions.ts';
import { passFileOn } from './workspace-file-actions.ts';
import type { SimDesktop } from './sim-desktop.ts';
import { TOKEN } from './sim-desktop.ts';
import type { SimRelay } from './sim-relay.ts';
import type { World } from './world.ts';

export interface Stage {
  readonly world: World;
  readonly ledger: Ledger;
  readonly relay: SimRelay;
  readonly desktops: readonly SimDesktop[];
  /** Records that a torn update was written into. */
  readonly torn: Set<string>;
  /** What has still to happen when the relay is up for good. */
  readonly atPeace: (() => void)[];
  /** Workspaces as files, by whoever wrote one. */
  readonly files: Uint8Array<ArrayBuffer>[];
  /** Ticket → how often a promise about it was broken, as far as anybody wrote it down. */
  readonly breaches: Map<string, number>;
  /** Series of which a time was moved, left out or taken out. */
  readonly edited: Set<string>;
  serial: number;
}

export type Action = (stage: Stage, desktop: SimDesktop, engine: Engine) => Promise<string>;

const act = (label: string): { label: string; batch: string } => ({ label, batch: '' });

/** Records are few, so that people meet in them. */
function someRecord({ world }: Stage, engine: Engine, entity: string): AnyRow | undefined {
  const rows = [...engine.all(entity)].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return rows.length === 0 ? undefined : world.pick(rows.slice(0, 4));
}

async function write(
  stage: Stage,
  engine: Engine,
  inputs: readonly RecordInput[],
  label: string,
  planned?: 'as it goes',
): Promise<string | null> {
  const result = await engine.write(inputs, {
    ...act(label),
    ...(planned === undefined ? {} : { planned }),
  });
  if (!result.ok) return null;
  // An act that changed nothing made no envelope, and promises nothing.
  if (engine.undoList().some(({ id }) => id === result.value.txId))
    stage.ledger.acts.add(result.value.txId);
  return result.value.txId;
}

const create: Action = async (stage, _desktop, engine) => {
  const { world } = stage;
  const entity = world.pick(['account', 'deal', 'contact']);
  const id = newId({ nowMs: world.nowMs }, world.random);
  const serial = stage.serial++;
  const values =
    entity === 'contact'
      ? { lastName: `Person ${serial}` }
      : entity === 'account'
        ? { name: `Account ${serial}` }
        : { name: `Deal ${serial}`, stage: { stage: 'Prospecting', rank: 'a0' } };
  const done = await write(stage, engine, [{ entity, id, create: true, values }], 'create');
  return `creates ${entity} ${id.slice(-4)} ${done === null ? 'refused' : 'confirmed'}`;
};

const edit: Action = async (stage, _desktop, engine) => {
  const row = someRecord(stage, engine, 'deal');
  if (row === undefined) return 'edits nothing';
  const { world } = stage;
  const field = world.pick(['nextStep', 'competitor', 'name']);
  const clears = field !== 'name' && world.chance(250);
  const value = clears ? null : `${field} ${stage.serial++}`;
  const done = await write(
    stage,
    engine,
    [{ entity: 'deal', id: row.id, create: false, values: { [field]: value } }],
    'edit',
  );
  return `sets ${field} of deal ${row.id.slice(-4)} to ${String(value)} ${done === null ? 'refused' : 'confirmed'}`;
};

const addMember: Action = async (stage, _desktop, engine) => {
  const entity = stage.world.pick(['deal', 'account']);
  const row = someRecord(stage, engine, entity);
  if (row === undefined) return 'tags nothing';
  const member = `m${stage.serial++}`;
  const tags = [...((row['tags'] ?? []) as readonly string[]), member];
  const txId = await write(
    stage,
    engine,
    [{ entity, id: row.id, create: false, values: { tags }, base: { tags: row['tags'] } }],
    'tag',
  );
  if (txId !== null)
    stage.ledger.members.push({ act: txId, entity, id: row.id, field: 'tags', member });
  return `tags ${entity} ${row.id.slice(-4)} with ${member} ${txId === null ? 'refused' : 'confirmed'}`;
};

const addEmail: Action = async (stage, _desktop, engine) => {
  const row = someRecord(stage, engine, 'contact');
  if (row === undefined) return 'adds no e-mail';
  const id = `e${stage.serial++}`;
  const emails = [
    ...((row['emails'] ?? []) as readonly { id: string }[]),
    { id, address: `${id}@example.com` },
  ];
  const done = await write(
    stage,
    engine,
    [
      {
        entity: 'contact',
        id: row.id,
        create: false,
        values: { emails },
        base: { emails: row['emails'] },
      },
    ],
    'e-mail',
  );
  return `adds e-mail ${id} ${done === null ? 'refused' : 'confirmed'}`;
};

const removeEmail: Action = async (stage, _desktop, engine) => {
  const row = someRecord(stage, engine, 'contact');
  const emails = (row?.['emails'] ?? []) as readonly { id: string }[];
  if (row === undefined || emails.length === 0) return 'removes no e-mail';
  const done = await write(
    stage,
    engine,
    [
      {
        entity: 'contact',
        id: row.id,
        create: false,
        values: { emails: emails.slice(1) },
        base: { emails },
      },
    ],
    'remove e-mail',
  );
  return `removes e-mail ${emails[0]?.id ?? ''} ${done === null ? 'refused' : 'confirmed'}`;
};

/** As a window does: its own copy of the document, its own client id, an update that knows what it has seen. */
const type: Action = async (stage, desktop, engine) => {
  const entity = 'account';
  const row = someRecord(stage, engine, entity);
  if (row === undefined) return 'types nothing';
  const state = await engine.openBody({ entity, id: row.id });
  const doc = new Y.Doc({ guid: 'window' });
  Y.applyUpdate(doc, state);
  doc.clientID = stage.world.roll(0x7fffffff) + 1;
  const before = Y.encodeStateVector(doc);
  const text = `[${desktop.index}:${stage.serial++}]`;
  const body = doc.getXmlFragment('body');
  const paragraph = new Y.XmlText();
  paragraph.insert(0, text);
  body.insert(stage.world.roll(body.length + 1), [paragraph]);
  const done = await engine.editBody(
    { entity, id: row.id },
    Y.encodeStateAsUpdate(doc, before),
    'window',
  );
  if (done.ok) stage.ledger.typed.push({ entity, id: row.id, text });
  return `types ${text} into ${row.id.slice(-4)} ${done.ok ? 'confirmed' : 'refused'}`;
};

/** As an import does it: what somebody edits meanwhile comes in between. */
const bulkCreate: Action = async (stage, _desktop, engine) => {
  const { world } = stage;
  const count = 70 + world.roll(20);
  const inputs = Array.from({ length: count }, () => ({
    entity: 'product',
    id: newId({ nowMs: world.nowMs }, world.random),
    create: true,
    values: { name: `Product ${stage.serial++}` },
  }));
  const done = await write(stage, engine, inputs, 'bulk create', 'as it goes');
  return `creates ${count} products ${done === null ? 'refused' : 'confirmed'}`;
};

/** One act over all products that are here, in several envelopes and commits. */
const bulkEdit: Action = async (stage, _desktop, engine) => {
  const family = `Family ${stage.serial++}`;
  const ids = Array.from(engine.all('product'), ({ id }) => id).toSorted();
  const inputs = ids.map((id) => ({ entity: 'product', id, create: false, values: { family } }));
  const done = await write(stage, engine, inputs, 'bulk edit');
  return `puts ${ids.length} products into ${family} ${done === null ? 'refused' : 'confirmed'}`;
};

const archive: Action = async (stage, _desktop, engine) => {
  const row = someRecord(stage, engine, 'contact');
  if (row === undefined) return 'archives nothing';
  const archived = row.archivedAt === undefined;
  const done = await write(
    stage,
    engine,
    [{ entity: 'contact', id: row.id, create: false, values: {}, archived }],
    'archive',
  );
  return `${archived ? 'archives' : 'brings back'} contact ${row.id.slice(-4)} ${done === null ? 'refused' : 'confirmed'}`;
};

const undo: Action = async (stage, _desktop, engine) => {
  const redo = stage.world.chance(300);
  // Noted before it is confirmed: a crash may come after the write and before the word of it.
  const target = engine.undoList().find(({ state }) => state === 'done');
  if (!redo && target !== undefined) stage.ledger.undone.add(target.id);
  const result = redo ? await engine.redo() : await engine.undo();
  return `${redo ? 'redoes' : 'undoes'} ${result.ok ? result.value.label : result.problem.code}`;
};

/**
 * A foreign peer whose update arrives in two halves, the second first: part of it can be applied at once, part waits.
 * Whoever builds a row from that shows a state that never was.
 */
const tornUpdate: Action = async (stage, _desktop, engine) => {
  const row = someRecord(stage, engine, 'deal');
  // Once a record: two foreign peers in the same fields would mix by right.
  if (row === undefined || stage.torn.has(row.id) || !stage.relay.isUp())
    return 'no foreign peer comes';
  stage.torn.add(row.id);
  const { world } = stage;
  const half = `half-${stage.serial++}`;
  const late = new Y.Doc({ guid: 'late' });
  late.clientID = world.roll(0x7fffffff) + 1;
  const firsts: Uint8Array[] = [];
  late.on('update', (update: Uint8Array) => void firsts.push(update));
  late.getMap('foreign').set('first', true);
  late.getMap('record').set('campaign', half);
  const prompt = new Y.Doc({ guid: 'prompt' });
  prompt.clientID = world.roll(0x7fffffff) + 1;
  prompt.getMap('record').set('description', half);
  const [first, second] = firsts;
  if (first === undefined || second === undefined)
    throw new Error('a torn update needs two halves');
  const torn = Y.mergeUpdates([second, Y.encodeStateAsUpdate(prompt)]);
  const device = newId({ nowMs: world.nowMs }, world.random);
  const doc = `deal/${row.id}`;
  const frame = (n: number, update: Uint8Array): Uint8Array =>
    encodeClientMessage({
      type: 'push',
      envelopes: [
        encodeEnvelope({
          txId: newId({ nowMs: world.nowMs }, world.random),
          device,
          n,
          actor: '',
          atMs: 0,
          scope: 'workspace',
          batch: '',
          label: 'foreign',
          undoes: '',
          changes: [],
          ops: [{ doc, scope: 'workspace', update }],
          numbering: [],
        }),
      ],
    });
  const visit = (frames: readonly Uint8Array[], gapMs: number): void => {
    const session = stage.relay.accept(
      () => undefined,
      () => undefined,
    );
    const greeting = {
      protocol: FEED_PROTOCOL,
      device,
      token: TOKEN,
      epoch: '',
      cursor: 1e9,
      create: '',
    };
    session?.receive(encodeClientMessage({ type: 'hello', ...greeting }));
    for (const [index, bytes] of frames.entries())
      world.after(40 + index * gapMs, () => session?.receive(bytes));
  };
  const frames = [frame(1, torn), frame(2, first)];
  visit(frames, 700);
  // The relay may have been down for either half; pushed again, both are in the log at last.
  stage.atPeace.push(() => visit(frames, 40));
  return `a foreign peer writes ${half} into deal ${row.id.slice(-4)}, second half first`;
};

/** Two desktops may convert one lead at once; they must end with one account, one contact and one deal. */
const convert: Action = async (stage, _desktop, engine) => {
  const { world } = stage;
  const open = [...engine.all('lead')].filter((lead) => lead['convertedAt'] === undefined);
  if (open.length < 2) {
    const id = newId({ nowMs: world.nowMs }, world.random);
    const values = { lastName: `Lead ${stage.serial++}`, company: `Company ${stage.serial}` };
    await write(stage, engine, [{ entity: 'lead', id, create: true, values }], 'lead');
    return `captures lead ${id.slice(-4)}`;
  }
  const lead = world.pick(open.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
  const done = await engine.run('lead.convert', { lead: lead.id });
  if (done.ok) stage.ledger.acts.add(done.value.txId);
  return `converts lead ${lead.id.slice(-4)} ${done.ok ? 'confirmed' : done.problem.code}`;
};

/** Two desktops may merge two tickets into each other at once. */
const merge: Action = async (stage, _desktop, engine) => {
  const { world } = stage;
  const tickets = [...engine.all('ticket')].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  if (tickets.length < 2) return 'merges nothing';
  const few = tickets.slice(0, 4);
  const [ticket, into] = [world.pick(few).id, world.pick(few).id];
  const done = await engine.run('ticket.merge', { ticket, into });
  if (done.ok) stage.ledger.acts.add(done.value.txId);
  return `merges ticket ${ticket.slice(-4)} into ${into.slice(-4)} ${done.ok ? 'confirmed' : done.problem.code}`;
};

const ACTIONS: readonly (readonly [weight: number, action: Action])[] = [
  [12, create],
  [30, edit],
  [12, addMember],
  [8, addEmail],
  [5, removeEmail],
  [14, type],
  [1, bulkCreate],
  [4, archive],
  [6, undo],
  [3, tornUpdate],
  [5, convert],
  [2, bulkEdit],
  [10, mergeSome],
  [5, escalate],
  [3, merge],
  [6, completeOccurrence],
  [3, changeMany],
  [6, changePipeline],
  [6, defineFields],
  [5, bringBack],
  [16, configure],
  [8, workOnTicket],
  [8, mention],
  [6, editSeries],
  [8, defineObjects],
  [6, editLines],
  [4, goBackAndForth],
  [2, passFileOn],
  [10, importFile],
  [8, mergePeople],
  [5, useArticles],
  [8, workTogether],
  [8, offer],
  [7, servePublic],
  [3, takeLetters],
  [5, workOnContracts],
  [4, sendBack],
  [3, logAnswers],
  [3, layOut],
  [4, convertOnto],
];

export function someAction(world: World): Action {
  const total = ACTIONS.reduce((sum, [weight]) => sum + weight, 0);
  let left = world.roll(total);
  for (const [weight, action] of ACTIONS) {
    left -= weight;
    if (left < 0) return action;
  }
  throw new Error('weights do not add up');
}
