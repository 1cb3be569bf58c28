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

export function relayDevice(epoch: string): string {
  return `relay:${epoch}`;
}

export function sequenceNumbering({
  storage,
  clock,
  random,
}: Pick<RelayPorts, 'storage' | 'clock' | 'random'>): Numbering {
  const device = relayDevice(storage.epoch);

  function numberUpdate({ doc, field, number }: AssignedNumber): Op {
    const ydoc = new Y.Doc({ guid: doc });
    // Its own random identity each time: the relay keeps no documents whose clock it could continue.
    ydoc.clientID = randomInt(random, CLIENT_IDS);
    ydoc.getMap(RECORD_MAP).set(field, number);
    const update = Y.encodeStateAsUpdate(ydoc);
    ydoc.destroy();
    return { doc, scope: 'workspace', update };
  }

  return {
    device,
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
      changes: numbers.map(({ doc, field, number }) => ({
        doc,
        slot: { field },
        from: null,
        to: number,
      })),
      ops: numbers.map(numberUpdate),
      numbering: [],
    }),
  };
}
