/** `<workspace id>.<secret>`: 256 random bits, so one hash is enough to keep them safe at rest. */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { workspaceIdOf, workspaceTokenSchema } from '../../crm/contracts/join-link.contract.ts';

export interface Credentials {
  readonly workspace: string;
  readonly secretHash: Uint8Array;
}

/** null for anything that is not a token. */
export function readToken(token: string): Credentials | null {
  if (!workspaceTokenSchema.safeParse(token).success) return null;
  const workspace = workspaceIdOf(token);
  const secret = token.slice(workspace.length + 1);
  return { workspace, secretHash: sha256(utf8ToBytes(secret)) };
}

/** Takes as long for a near miss as for a far one. */
export function sameHash(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.byteLength ^ b.byteLength;
  for (const [index, byte] of a.entries()) difference |= byte ^ (b[index] ?? 0);
  return difference === 0;
}
