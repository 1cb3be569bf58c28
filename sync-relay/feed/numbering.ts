/** The envelopes by which the relay tells everybody which running numbers it assigned. */
import * as Y from 'yjs';
import type { Envelope, Op } from '../../crm/contracts/envelope.contract.ts';
import { derivedId } from '../../crm/kernel/ids.ts';
import { randomInt } from '../../crm/kernel/ports.ts';
import type { RelayPorts } from '../ports.ts';
import type { AssignedNumber, Numbering } from '../storage/storage.ts';

/** The top-level map of a record's scalar fields. */
const RECORD_MAP = 'record';
const CLIENT_IDS = 2 ** 32;
/** Nine digits, which a person can still read out. Stops one desktop from using up the numbers of all. */
export const NUMBER_CLAIM_MAX = 999_999_999;

export function relayDevice(epoch: string): string {
  return `relay:${epoch}`;
}

export function sequenceNumbering({
  storage,
  clock,
  random,
}: Pick<RelayPorts, 'storage' | 'clock' | 'random'>): Numbering {
  const device = relayDevice(storage.epoch);

  /** Follows what stands in the field, so that of the two values this one wins on every desktop. */
  function numberUpdate({ doc, field, number, over }: AssignedNumber): Op {
    const ydoc = documentOf(doc, over);
    const before = Y.encodeStateVector(ydoc);
    // Its own random identity each time: the relay keeps no documents whose clock it could continue.
    ydoc.clientID = randomInt(random, CLIENT_IDS);
    ydoc.getMap(RECORD_MAP).set(field, number);
    const update = Y.encodeStateAsUpdate(ydoc, before);
    ydoc.destroy();
    return { doc, scope: 'workspace', update };
  }

  return {
    device,
    standing(doc, state, field) {
      const ydoc = documentOf(doc, state);
      const value: unknown = ydoc.getMap(RECORD_MAP).get(field);
      ydoc.destroy();
      const isClaim =
        typeof value === 'number' &&
        Number.isInteger(value) &&
        value > 0 &&
        value <= NUMBER_CLAIM_MAX;
      return isClaim ? value : null;
    },
    compose: (cause: Envelope, numbers: readonly AssignedNumber[], n: number): Envelope => ({
      txId: derivedId('numbering', cause.txId),
      device,
      n,
      actor: '',
      atMs: clock.nowMs(),
      scope: cause.scope,
      batch: cause.batch,
      label: '',
      undoes: '',
      changes: numbers.map(({ doc, field, from, number }) => ({
        doc,
        slot: { field },
        from,
        to: number,
      })),
      ops: numbers.map(numberUpdate),
      numbering: [],
    }),
  };
}

function documentOf(doc: string, state: Uint8Array): Y.Doc {
  const ydoc = new Y.Doc({ guid: doc });
  if (state.byteLength > 0) Y.applyUpdate(ydoc, state);
  return ydoc;
}
