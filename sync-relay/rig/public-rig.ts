/** A workspace with public pages, and somebody who visits them, without sockets. */
import * as Y from 'yjs';
import { derivedId, docName, type DocName } from '../../crm/kernel/ids.ts';
import { PORTAL_ID, PORTAL_PAGES } from '../../crm/contracts/public-pages.contract.ts';
import type { PublicAnswer } from '../public/public-pages.ts';
import { publicKey } from '../public/public-sites.ts';
import { createRig, SAMPLE_TOKEN, type Rig, type RigOptions } from './core-rig.ts';
import { recordOf, sampleBytes } from './sample-envelopes.ts';

export const PUBLIC_URL = 'https://help.example.com';
export const SAMPLE_WORKSPACE = SAMPLE_TOKEN.split('.')[0] ?? '';
const AT = '2026-01-01T00:00:00.000Z';

type Fields = Readonly<Record<string, unknown>>;

export interface PublicRig {
  readonly rig: Rig;
  /** `/p/<key>` */
  readonly at: string;
  /** Writes a record as a desktop does; lists are sets. */
  readonly write: (entity: string, id: string, fields: Fields) => Promise<void>;
  /** Writes paragraphs into a record's rich text. */
  readonly writeBody: (entity: string, id: string, ...paragraphs: string[]) => Promise<void>;
  readonly get: (path: string, address?: string) => Promise<PublicAnswer>;
  readonly post: (
    path: string,
    fields: Readonly<Record<string, string>>,
    address?: string,
  ) => Promise<PublicAnswer>;
  /** Opens the form, takes the time of a person, and sends it. */
  readonly send: (
    path: string,
    fields: Readonly<Record<string, string>>,
    address?: string,
  ) => Promise<PublicAnswer>;
  /** What the log holds of an entity. */
  readonly recordsOf: (entity: string) => Promise<readonly Fields[]>;
}

export function idOf(name: string): string {
  return derivedId('public rig', name);
}

/** Writes go on from what was written before, as on one desktop. */
function recordUpdate(ydoc: Y.Doc, fields: Fields): Uint8Array {
  const before = Y.encodeStateVector(ydoc);
  const written = { createdAt: AT, createdBy: '', ...fields };
  ydoc.transact(() => {
    for (const [field, value] of Object.entries(written)) {
      if (Array.isArray(value))
        for (const member of value) ydoc.getMap(field).set(String(member), true);
      else ydoc.getMap('record').set(field, value);
    }
  });
  return Y.encodeStateAsUpdate(ydoc, before);
}

export async function createPublicRig(
  options: RigOptions = {},
  pages: readonly string[] = PORTAL_PAGES,
): Promise<PublicRig> {
  const rig = createRig({ publicUrl: PUBLIC_URL, ...options });
  const desktop = await rig.joined('desk');
  const docs = new Map<string, Y.Doc>();
  let n = 0;
  const push = async (doc: DocName, update: Uint8Array): Promise<void> => {
    n += 1;
    await desktop.push(
      sampleBytes({ device: 'desk', n, ops: [{ doc, scope: 'workspace', update }] }),
    );
    await rig.pass(0);
  };
  const at = `/p/${publicKey(SAMPLE_WORKSPACE, '')}`;
  async function answer(
    method: string,
    path: string,
    body: string,
    address = '203.0.113.7',
  ): Promise<PublicAnswer> {
    const { publicPages } = rig.core;
    if (publicPages === null) throw new Error('this relay has no public pages');
    return publicPages.answer({ method, target: `${at}${path}`, address, body });
  }
  const post: PublicRig['post'] = (path, fields, address) =>
    answer('POST', path, new URLSearchParams(fields).toString(), address);
  const made: PublicRig = {
    rig,
    at,
    write(entity, id, fields) {
      const doc = docName(entity, id);
      const ydoc = docs.get(doc) ?? new Y.Doc({ guid: doc });
      docs.set(doc, ydoc);
      return push(doc, recordUpdate(ydoc, fields));
    },
    writeBody(entity, id, ...paragraphs) {
      const doc = `${docName(entity, id)}/body` as DocName;
      const ydoc = new Y.Doc({ guid: doc });
      for (const words of paragraphs) {
        const paragraph = new Y.XmlElement('paragraph');
        paragraph.insert(0, [new Y.XmlText(words)]);
        ydoc.getXmlFragment('body').push([paragraph]);
      }
      return push(doc, Y.encodeStateAsUpdate(ydoc));
    },
    get: (path, address) => answer('GET', path, '', address),
    post,
    async send(path, fields, address) {
      const { body } = await answer('GET', path, '', address);
      const stamp = /name="stamp" value="([^"]*)"/.exec(body)?.[1] ?? '';
      await rig.pass(5_000);
      return post(path, { ...fields, stamp }, address);
    },
    async recordsOf(entity) {
      const names = await rig.storage.docNames(SAMPLE_WORKSPACE, `${entity}/`);
      const list: Fields[] = [];
      for (const name of names.ok ? names.value : []) {
        const state = await rig.storage.docState(SAMPLE_WORKSPACE, name);
        if (state.ok) list.push(recordOf(state.value));
      }
      return list;
    },
  };
  await made.write('portal', PORTAL_ID, {
    name: 'Nordlicht help',
    enabled: true,
    color: 'Teal',
    welcome: 'Ask us anything.',
    pages,
  });
  return made;
}
