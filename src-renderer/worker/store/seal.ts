/**
 * A seal shows whether bytes are what was written, at the place where it was written. `address` names the place and is
 * bound in, so that two entries cannot be swapped.
 *
 * Sealed form: one version byte, then for a checksum 4 bytes of CRC-32 and the bytes; for AES-GCM a 12 byte nonce,
 * then ciphertext and tag.
 */
import { crc32 } from './checksum.ts';
import { ownedBytes } from './owned-bytes.ts';

export interface Seal {
  readonly close: (bytes: Uint8Array, address: string) => Promise<Uint8Array>;
  /** null: damaged, from another place, or sealed with another key. */
  readonly open: (sealed: Uint8Array, address: string) => Promise<Uint8Array | null>;
}

const CHECKSUM_VERSION = 1;
const AES_GCM_VERSION = 2;
const CHECKSUM_BYTES = 4;
/** 96 bits, drawn afresh for every entry: below 2^32 entries a repeat is out of reach (NIST SP 800-38D §8.3). */
const NONCE_BYTES = 12;
const KEY_BITS = 256;

const utf8 = new TextEncoder();

/** For a store without a key: notices damage, hides nothing. */
export function createChecksumSeal(): Seal {
  return {
    close: async (bytes, address) => {
      const sealed = new Uint8Array(1 + CHECKSUM_BYTES + bytes.length);
      sealed[0] = CHECKSUM_VERSION;
      new DataView(sealed.buffer).setUint32(1, crc32(utf8.encode(address), bytes));
      sealed.set(bytes, 1 + CHECKSUM_BYTES);
      return sealed;
    },
    open: async (sealed, address) => {
      if (sealed.length < 1 + CHECKSUM_BYTES || sealed[0] !== CHECKSUM_VERSION) return null;
      const bytes = sealed.slice(1 + CHECKSUM_BYTES);
      const expected = new DataView(sealed.buffer, sealed.byteOffset).getUint32(1);
      return crc32(utf8.encode(address), bytes) === expected ? bytes : null;
    },
  };
}

export async function createAesSeal(
  rawKey: Uint8Array,
  drawBytes: (count: number) => Uint8Array,
): Promise<Seal> {
  const algorithm = { name: 'AES-GCM', length: KEY_BITS };
  const key = await crypto.subtle.importKey('raw', ownedBytes(rawKey), algorithm, false, [
    'encrypt',
    'decrypt',
  ]);
  return {
    close: async (bytes, address) => {
      const nonce = ownedBytes(drawBytes(NONCE_BYTES));
      const ciphertext = await crypto.subtle.encrypt(
        { name: 'AES-GCM', iv: nonce, additionalData: utf8.encode(address) },
        key,
        ownedBytes(bytes),
      );
      const sealed = new Uint8Array(1 + NONCE_BYTES + ciphertext.byteLength);
      sealed[0] = AES_GCM_VERSION;
      sealed.set(nonce, 1);
      sealed.set(new Uint8Array(ciphertext), 1 + NONCE_BYTES);
      return sealed;
    },
    open: async (sealed, address) => {
      if (sealed.length < 1 + NONCE_BYTES || sealed[0] !== AES_GCM_VERSION) return null;
      const iv = sealed.slice(1, 1 + NONCE_BYTES);
      const additionalData = utf8.encode(address);
      try {
        return new Uint8Array(
          await crypto.subtle.decrypt(
            { name: 'AES-GCM', iv, additionalData },
            key,
            sealed.slice(1 + NONCE_BYTES),
          ),
        );
      } catch {
        // WebCrypto says nothing about why a tag does not fit; that is a value here.
        return null;
      }
    },
  };
}
