/** From a hello to a welcome, or to the reason why not. */
import * as z from 'zod';
import {
  CURSOR_START,
  FEED_PROTOCOL,
  FEED_PROTOCOL_MIN,
  type ClientMessage,
  type RefusalCode,
  type RelayMessage,
} from '../../crm/contracts/feed.contract.ts';
import type { Peer } from '../ports.ts';
import type { RelayContext } from '../relay-context.ts';
import type { OpenWorkspace } from '../workspaces/open-workspaces.ts';
import { readToken, sameHash } from '../workspaces/token.ts';

type Hello = Extract<ClientMessage, { type: 'hello' }>;

/** Where a desktop is in the log. */
export type Start =
  | { readonly kind: 'entries'; readonly after: number }
  /** It has nothing, or what it has is of another log. */
  | { readonly kind: 'snapshots' };

export interface Welcomed {
  readonly open: OpenWorkspace;
  readonly start: Start;
  readonly message: Extract<RelayMessage, { type: 'welcome' }>;
}

type Greeted =
  | { readonly ok: true; readonly welcomed: Welcomed }
  | { readonly ok: false; readonly code: RefusalCode };

/** No colon: that is how the relay's own authors are told from desktops. */
const deviceSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const workspaceNameSchema = z.string().max(120);

export async function greet(hello: Hello, peer: Peer, context: RelayContext): Promise<Greeted> {
  const { ports, workspaces } = context;
  if (hello.protocol < FEED_PROTOCOL_MIN) return { ok: false, code: 'protocol-too-old' };
  if (hello.protocol > FEED_PROTOCOL) return { ok: false, code: 'protocol-too-new' };
  if (!deviceSchema.safeParse(hello.device).success) return { ok: false, code: 'device-mismatch' };
  if (!workspaceNameSchema.safeParse(hello.create).success) {
    return { ok: false, code: 'malformed-frame' };
  }
  const credentials = readToken(hello.token);
  if (credentials === null) return { ok: false, code: 'bad-token' };

  const created = hello.create !== '' ? await create(hello, peer, context) : null;
  if (created !== null && created.code !== null) return { ok: false, code: created.code };
  const opened = await workspaces.open(credentials.workspace);
  if (!opened.ok) return { ok: false, code: opened.problem.code };
  const open = opened.value;
  if (open === null) return { ok: false, code: 'unknown-workspace' };

  const { workspace } = open;
  if (!sameHash(workspace.secretHash, credentials.secretHash)) {
    open.release();
    return { ok: false, code: created?.existed === true ? 'workspace-exists' : 'bad-token' };
  }
  const lastN = await ports.storage.lastN(workspace.id, hello.device);
  if (!lastN.ok) {
    open.release();
    return { ok: false, code: lastN.problem.code };
  }
  const known = await ports.storage.knows(workspace.id, hello);
  if (!known.ok) {
    open.release();
    return { ok: false, code: known.problem.code };
  }
  const head = workspace.head();
  return {
    ok: true,
    welcomed: {
      open,
      start: startOf(hello, known.value),
      message: {
        type: 'welcome',
        protocol: FEED_PROTOCOL,
        epoch: ports.storage.epoch,
        knowsCursor: known.value,
        head,
        lastN: lastN.value,
        workspaceName: workspace.name,
      },
    },
  };
}

function startOf({ cursor }: Hello, isKnown: boolean): Start {
  if (cursor === CURSOR_START || !isKnown) return { kind: 'snapshots' };
  return { kind: 'entries', after: cursor };
}

/** Creating is repeatable: a desktop whose welcome got lost asks again and is let in. */
async function create(
  hello: Hello,
  peer: Peer,
  { ports, creation }: RelayContext,
): Promise<{ readonly code: RefusalCode | null; readonly existed: boolean }> {
  const credentials = readToken(hello.token);
  if (credentials === null) return { code: 'bad-token', existed: false };
  const found = await ports.storage.findWorkspace(credentials.workspace);
  if (!found.ok) return { code: found.problem.code, existed: false };
  if (found.value !== null) return { code: null, existed: true };
  const allowed = creation === 'anyone' || (creation === 'loopback' && peer.loopback);
  if (!allowed) return { code: 'creation-closed', existed: false };
  const made = await ports.storage.createWorkspace({
    id: credentials.workspace,
    name: hello.create,
    secretHash: credentials.secretHash,
    createdAtMs: ports.clock.nowMs(),
  });
  if (!made.ok) return { code: made.problem.code, existed: false };
  if (made.value === 'created') ports.log('workspace.created');
  return { code: null, existed: made.value === 'exists' };
}
