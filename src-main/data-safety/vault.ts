import * as z from 'zod';
import type { MainLineProblem } from '../../crm/contracts/main-line.contract.ts';
import { readIfThere, replaceFile, systemErrorCode } from './durable-file.ts';

const KEY_BYTES = 32;

/** The system's key store, as far as the vault needs it. */
export type KeyStore = {
  /** False where the store would keep the key readable: then a file of our own says so honestly. */
  readonly isReal: () => boolean;
  /** Wraps and unwraps text; both throw where the store is locked or gone. */
  readonly wrap: (text: string) => Uint8Array;
  readonly unwrap: (wrapped: Buffer) => string;
};

const vaultFileSchema = z.strictObject({
  version: z.literal(1),
  protection: z.enum(['os', 'file']),
  key: z.base64(),
});

export type VaultKey = {
  readonly key: Uint8Array<ArrayBuffer>;
  readonly protection: 'os' | 'file';
};
export type VaultResult =
  | { readonly ok: true; readonly value: VaultKey }
  | { readonly ok: false; readonly problem: MainLineProblem };

/**
 * The profile's data key: read, or made once and synced before it is handed out, because data
 * sealed under a key that a crash took back would be lost. A file that cannot be read is never
 * replaced: a new key would make everything sealed under the old one unreadable for good.
 */
export async function readOrCreateVaultKey(
  file: string,
  keyStore: KeyStore,
  randomBytes: (count: number) => Uint8Array,
): Promise<VaultResult> {
  let content: Buffer | null;
  try {
    content = await readIfThere(file);
    if (content === null) return { ok: true, value: await create(file, keyStore, randomBytes) };
  } catch (error) {
    return { ok: false, problem: diskFailure(error, file) };
  }
  const kept = parse(content.toString('utf8'));
  if (kept === null) return { ok: false, problem: unreadable(`${file} is damaged`) };
  const wrapped = Buffer.from(kept.key, 'base64');
  if (kept.protection === 'file') return keyOf(wrapped, 'file', file);
  try {
    return keyOf(Buffer.from(keyStore.unwrap(wrapped), 'base64'), 'os', file);
  } catch {
    // The store says nothing reliable about why: locked, another user, another machine.
    return { ok: false, problem: unreadable("the system's key store does not open it") };
  }
}

async function create(
  file: string,
  keyStore: KeyStore,
  randomBytes: (count: number) => Uint8Array,
): Promise<VaultKey> {
  const key = new Uint8Array(randomBytes(KEY_BYTES));
  const plain = Buffer.from(key).toString('base64');
  const protection = keyStore.isReal() ? 'os' : 'file';
  const kept = protection === 'os' ? Buffer.from(keyStore.wrap(plain)).toString('base64') : plain;
  await replaceFile(file, JSON.stringify({ version: 1, protection, key: kept }), 0o600);
  return { key, protection };
}

function parse(text: string): z.infer<typeof vaultFileSchema> | null {
  try {
    const parsed = vaultFileSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Copied out of Node's shared pool: a pooled buffer would carry its neighbours over the line. */
function keyOf(bytes: Buffer, protection: 'os' | 'file', file: string): VaultResult {
  if (bytes.length !== KEY_BYTES) {
    return { ok: false, problem: unreadable(`${file} holds no 256-bit key`) };
  }
  return { ok: true, value: { key: new Uint8Array(bytes), protection } };
}

function unreadable(why: string): MainLineProblem {
  return {
    code: 'vault.unreadable',
    message: `The key of the local data cannot be read: ${why}.`,
    remedy:
      'Unlock the key store of the system and start again. If it stays, start another profile and join the workspace again with an invite link.',
  };
}

function diskFailure(error: unknown, file: string): MainLineProblem {
  const code = systemErrorCode(error);
  if (code === null) throw error;
  return {
    code: 'vault.failed',
    message: `The key of the local data cannot be kept in ${file} (${code}).`,
    remedy:
      'Check that the folder can be written to and that the disk is not full, then start again.',
  };
}
