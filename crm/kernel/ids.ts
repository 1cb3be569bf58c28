/**
 * Identity of records and documents.
 *
 * A record id is a UUIDv7 (sortable by creation, unguessable enough, no coordination).
 * An id is branded with its entity's name, so a contact's id does not fit where a deal's is asked.
 * A document name is `<entity>/<id>` for a record and `<entity>/<id>/body` for its rich text.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Clock, Random } from './ports.ts';

declare const brand: unique symbol;

export type Id<Entity extends string = string> = string & { readonly [brand]?: Entity };
export type DocName = string & { readonly [brand]?: 'document' };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const ENTITY = /^[a-z][A-Za-z0-9]{0,39}$/;

/** Longest document name: a 40 character entity, a UUID, `/body` and two slashes. Bounds frames before parsing. */
export const DOC_NAME_MAX_CHARS = 96;

export function isId(text: string): text is Id {
  return UUID.test(text);
}

const HEX = Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));
const DASH = '-'.charCodeAt(0);
/** Bytes before which a dash stands. */
const DASHED: ReadonlySet<number> = new Set([4, 6, 8, 10]);

/** Made in one go: a text that is put together of others is joined when it is first read, by whoever is in a hurry. */
function formatUuid(bytes: Uint8Array): string {
  const codes: number[] = [];
  for (const [index, byte] of bytes.entries()) {
    if (DASHED.has(index)) codes.push(DASH);
    codes.push(HEX[byte >> 4] ?? 0, HEX[byte & 15] ?? 0);
  }
  return String.fromCharCode(...codes);
}

/** A new UUIDv7 (RFC 9562 §5.7): 48 bits of milliseconds, the rest random. */
export function newId<Entity extends string>(clock: Clock, random: Random): Id<Entity> {
  const bytes = random.bytes(16);
  let ms = Math.max(0, Math.floor(clock.nowMs()));
  for (let i = 5; i >= 0; i--) {
    bytes[i] = ms % 256;
    ms = Math.floor(ms / 256);
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return formatUuid(bytes);
}

/**
 * The id of a record that follows from a cause: the same cause gives the same id on every desktop,
 * so two offline desktops doing the same conversion or import converge on one record.
 * A UUIDv8 (RFC 9562 §5.8) over SHA-256 of the parts.
 */
export function derivedId<Entity extends string>(...cause: readonly string[]): Id<Entity> {
  const bytes = sha256(utf8ToBytes(JSON.stringify(cause))).slice(0, 16);
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return formatUuid(bytes);
}

/**
 * Of a record that comes from outside, by what it goes by there: the folded text of one of its fields. Two desktops that
 * import it offline make one record, and so do a file and a customer who writes by the same address.
 */
export function importedId(entity: string, keyField: string, key: string): string {
  return derivedId('import', entity, keyField, key);
}

export function docName(entity: string, id: string): DocName {
  return `${entity}/${id}` as DocName;
}

export function bodyName(entity: string, id: string): DocName {
  return `${entity}/${id}/body` as DocName;
}

export interface DocAddress {
  readonly entity: string;
  readonly id: Id;
  readonly part: 'record' | 'body';
}

/** Reads a document name that came from outside; `null` when it is not one. */
export function parseDocName(name: string): DocAddress | null {
  if (name.length > DOC_NAME_MAX_CHARS) return null;
  const [entity = '', id = '', part, ...rest] = name.split('/');
  if (rest.length > 0 || !ENTITY.test(entity) || !isId(id)) return null;
  if (part === undefined) return { entity, id, part: 'record' };
  return part === 'body' ? { entity, id, part: 'body' } : null;
}
