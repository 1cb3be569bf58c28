/** What tests do and look at on a desktop besides asking its worker. */
import { Dexie } from 'dexie';
import { IDBKeyRange } from 'fake-indexeddb';
import { expect } from 'vitest';
import * as Y from 'yjs';
import type { ConnectedClient } from '../../src-renderer/kit/client/worker-client.ts';
import { createNoteSession, type NoteSession } from '../../src-renderer/kit/notes/note-session.ts';
import type { DesktopDisk } from '../desktop/desktop.ts';

export function openNote(client: ConnectedClient, id: string, name: string): NoteSession {
  return createNoteSession({
    client,
    ref: { entity: 'account', id },
    user: { name, color: '#1971c2' },
    nextFrame: (run) => void setTimeout(run, 5),
  });
}
export const textOf = ({ doc }: NoteSession): string => doc.getXmlFragment('body').toJSON();
export const write = ({ doc }: NoteSession, text: string): void => {
  doc.getXmlFragment('body').push([new Y.XmlText(text)]);
};

/** What the outbox keeps until the fold, a second after the last change, stands in no pack yet. */
export async function untilPacked({ indexedDB }: DesktopDisk): Promise<void> {
  const db = await new Dexie('rapport', { indexedDB, IDBKeyRange }).open();
  await expect.poll(() => db.table('outbox').count(), { timeout: 10_000 }).toBe(0);
  db.close();
}

/** Flips one byte in the middle of the largest entry of a table. */
export async function damageOne({ indexedDB }: DesktopDisk, table: string): Promise<string> {
  const db = await new Dexie('rapport', { indexedDB, IDBKeyRange }).open();
  const entries: { readonly id: string; readonly bytes: Uint8Array }[] = await db
    .table(table)
    .toArray();
  const [largest] = entries.sort((x, y) => y.bytes.length - x.bytes.length);
  if (largest === undefined) throw new Error(`${table} is empty`);
  const middle = largest.bytes.length >> 1;
  largest.bytes[middle] = (largest.bytes[middle] ?? 0) ^ 1;
  await db.table(table).put(largest);
  db.close();
  return largest.id;
}
