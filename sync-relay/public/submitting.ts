/** What a form said becomes a record in the log, durable before anybody is thanked. */
import * as Y from 'yjs';
import type { Envelope } from '../../crm/contracts/envelope.contract.ts';
import { docName, newId } from '../../crm/kernel/ids.ts';
import { randomInt } from '../../crm/kernel/ports.ts';
import type { RelayPorts } from '../ports.ts';
import type { Workspace } from '../workspaces/workspace.ts';

const CLIENT_IDS = 2 ** 32;

/** What the public pages may write: these kinds of records, new ones. */
export type PublicEntity = 'submission' | 'articleVote';

export type Values = Readonly<Record<string, string | number>>;

/** Resolves to false where the disk or the database refused; then nothing was written. */
export function submit(
  workspace: Workspace,
  ports: RelayPorts,
  entity: PublicEntity,
  values: Values,
): Promise<boolean> {
  const doc = docName(entity, newId(ports.clock, ports.random));
  const createdAt = new Date(ports.clock.nowMs()).toISOString();
  const given = Object.entries(values).filter(([, value]) => value !== '');
  const update = newRecord(doc, { ...Object.fromEntries(given), createdAt, createdBy: '' }, ports);
  const device = `public:${ports.storage.epoch}`;
  const txId = newId(ports.clock, ports.random);
  const compose = (n: number): Envelope => ({
    txId,
    device,
    n,
    actor: '',
    atMs: ports.clock.nowMs(),
    scope: 'workspace',
    batch: '',
    label: '',
    undoes: '',
    changes: [{ doc, slot: { field: 'createdAt' }, from: null, to: createdAt }],
    ops: [{ doc, scope: 'workspace', update }],
    numbering: [],
  });
  return new Promise((resolve) =>
    workspace.submit({ kind: 'authored', device, compose }, ({ ok }) => resolve(ok)),
  );
}

function newRecord(doc: string, values: Values, { random }: RelayPorts): Uint8Array {
  const ydoc = new Y.Doc({ guid: doc });
  ydoc.clientID = randomInt(random, CLIENT_IDS);
  const record = ydoc.getMap('record');
  ydoc.transact(() => {
    for (const [field, value] of Object.entries(values)) record.set(field, value);
  });
  const update = Y.encodeStateAsUpdate(ydoc);
  ydoc.destroy();
  return update;
}
