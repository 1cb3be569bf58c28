import type { PackPart } from './store.ts';

export const PACK_PARTS = ['docs', 'rows', 'history'] as const satisfies readonly PackPart[];
