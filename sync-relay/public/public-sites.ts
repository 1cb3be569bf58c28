/** Which workspaces have public pages, at which address, and what is on them: read once, and again after a change. */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import * as Y from 'yjs';
import { newId } from '../../crm/kernel/ids.ts';
import { randomInt } from '../../crm/kernel/ports.ts';
import type { RelayPorts } from '../ports.ts';
import type { StorageResult } from '../storage/storage.ts';
import type { OpenWorkspaces } from '../workspaces/open-workspaces.ts';
import type { CommitListener, Workspace } from '../workspaces/workspace.ts';
import { PUBLIC_LIMITS as limits } from './public-limits.ts';
import { PORTAL_DOC, readRecord, readSite, type PublicSite } from './public-site.ts';

const KEY_LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const KEY_CHARS = 12;
const CLIENT_IDS = 2 ** 32;

/**
 * The place of a workspace's pages: it follows from the workspace, so that nobody can take that of another, and from
 * `turn`, so that a team can leave it for another one.
 */
export function publicKey(workspace: string, turn: string): string {
  const bytes = sha256(utf8ToBytes(JSON.stringify(['public pages', workspace, turn])));
  return Array.from(
    { length: KEY_CHARS },
    (_, at) => KEY_LETTERS[(bytes[at] ?? 0) % KEY_LETTERS.length],
  ).join('');
}

export interface PublicSites {
  readonly workspaceAt: (key: string) => Promise<string | null>;
  readonly siteOf: (workspace: string) => Promise<StorageResult<PublicSite | null>>;
  /** Sees to it that changes of the workspace are noticed. */
  readonly watch: (workspace: Workspace) => void;
}

export function createPublicSites(
  ports: RelayPorts,
  workspaces: () => OpenWorkspaces,
  publicUrl: () => string,
): PublicSites {
  const { storage } = ports;
  const keys = new Map<string, string>();
  const sites = new Map<string, PublicSite | null>();
  /** Counts the changes of a workspace: what was read before the last one is not kept. */
  const changes = new Map<string, number>();
  /** What is being read: many visitors of one moment read it once. */
  const readings = new Map<
    string,
    { readonly change: number; readonly site: Promise<StorageResult<PublicSite | null>> }
  >();
  let begun: Promise<void> | null = null;

  async function begin(): Promise<void> {
    const found = await storage.workspacesWith(PORTAL_DOC);
    if (!found.ok) {
      // Tried again with the next request.
      begun = null;
      return;
    }
    for (const id of found.value) await learn(id);
  }

  async function learn(id: string): Promise<void> {
    const state = await storage.docState(id, PORTAL_DOC);
    if (!state.ok) return;
    for (const [key, workspace] of keys) if (workspace === id) keys.delete(key);
    const portal = readRecord(PORTAL_DOC, state.value)?.values;
    if (portal?.['enabled'] !== true) return;
    const turn = portal['addressTurn'];
    const key = publicKey(id, typeof turn === 'string' ? turn : '');
    keys.set(key, id);
    const address = `${publicUrl()}/p/${key}/`;
    if (portal['address'] !== address) await tell(id, state.value, portal['address'], address);
  }

  /** The team learns from its own log at which address customers find it. */
  async function tell(
    id: string,
    state: Uint8Array,
    before: unknown,
    address: string,
  ): Promise<void> {
    const opened = await workspaces().open(id);
    if (!opened.ok || opened.value === null) return;
    const { workspace, release } = opened.value;
    const ydoc = new Y.Doc({ guid: PORTAL_DOC });
    Y.applyUpdate(ydoc, state);
    const known = Y.encodeStateVector(ydoc);
    ydoc.clientID = randomInt(ports.random, CLIENT_IDS);
    ydoc.getMap('record').set('address', address);
    const update = Y.encodeStateAsUpdate(ydoc, known);
    ydoc.destroy();
    const device = `public:${storage.epoch}`;
    const txId = newId(ports.clock, ports.random);
    const from = typeof before === 'string' ? before : null;
    workspace.submit(
      {
        kind: 'authored',
        device,
        compose: (n) => ({
          txId,
          device,
          n,
          actor: '',
          atMs: ports.clock.nowMs(),
          scope: 'workspace',
          batch: '',
          label: '',
          undoes: '',
          changes: [{ doc: PORTAL_DOC, slot: { field: 'address' }, from, to: address }],
          ops: [{ doc: PORTAL_DOC, scope: 'workspace', update }],
          numbering: [],
        }),
      },
      release,
    );
  }

  function watch(workspace: Workspace): void {
    const listener: CommitListener = (entries) => {
      let isPortal = false;
      let isSite = false;
      for (const { decoded } of entries) {
        for (const { doc } of decoded.ops) {
          isPortal ||= doc === PORTAL_DOC;
          isSite ||= doc.startsWith('article/');
        }
      }
      if (!isPortal && !isSite) return;
      changes.set(workspace.id, (changes.get(workspace.id) ?? 0) + 1);
      sites.delete(workspace.id);
      if (isPortal) void learn(workspace.id);
    };
    workspace.onCommit(listener);
  }

  return {
    watch,
    async workspaceAt(key) {
      begun ??= begin();
      await begun;
      return keys.get(key) ?? null;
    },
    async siteOf(id) {
      const kept = sites.get(id);
      if (kept !== undefined) return { ok: true, value: kept };
      const before = changes.get(id) ?? 0;
      const under = readings.get(id);
      if (under?.change === before) return under.site;
      const site = readSite(storage, id);
      const reading = { change: before, site };
      readings.set(id, reading);
      const read = await site.finally(() => {
        if (readings.get(id) === reading) readings.delete(id);
      });
      if (!read.ok || (changes.get(id) ?? 0) !== before) return read;
      sites.set(id, read.value);
      const [oldest] = sites.keys();
      if (sites.size > limits.sitesMax && oldest !== undefined) sites.delete(oldest);
      return read;
    },
  };
}
