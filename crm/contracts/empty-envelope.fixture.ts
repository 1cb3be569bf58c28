import type { Envelope } from './envelope.contract.ts';

/** The first of a device, with nothing in it: a test says what it is about and takes the rest from here. */
export const EMPTY_ENVELOPE: Envelope = {
  txId: 't',
  device: 'd',
  n: 1,
  actor: '',
  atMs: 0,
  scope: 'workspace',
  batch: '',
  label: '',
  undoes: '',
  changes: [],
  ops: [],
  numbering: [],
};
