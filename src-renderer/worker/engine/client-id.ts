import type { EngineDeps } from './ports.ts';

/** Yjs tells authors by it: two that draw the same would write over each other. */
export function randomClientId(deps: EngineDeps): number {
  const bytes = deps.random.bytes(4);
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
}
