/** A simulator that finds nothing proves nothing: each of these mistakes must be found within a few hundred seeds. */
import { expect, it } from 'vitest';
import { simulate, type Faults } from './simulate.ts';

const SEEDS_MAX = 300;

/** `from`: the first seed that is tried. One in a hundred shows a mistake that needs a chain of bad luck. */
const MISTAKES: readonly (readonly [name: string, faults: Faults, from: number])[] = [
  ['an acknowledgement before the commit', { relay: { ackBeforeCommit: true } }, 1],
  ['a re-push applied twice', { relay: { repushAppliedTwice: true } }, 1],
  ['a cursor past an unread entry', { engine: { cursorPastUnreadEntry: true } }, 1],
  ['a row from a document with a gap', { engine: { rowFromGappedDocument: true } }, 1],
  ['a lost delete-only update', { engine: { deleteOnlyUpdateLost: true } }, 1],
  ['an outbox cleared before the acknowledgement', { engine: { outboxClearedBeforeAck: true } }, 1],
  ['a client id used again', { engine: { clientIdReused: true } }, 205],
  ['an edit that builds on a refused one', { engine: { gapAfterRefusal: true } }, 1],
  ['a cursor of a past that the relay lost', { relay: { cursorOfLostPast: true } }, 1],
  ['a nested type created lazily', { engine: { nestedTypeCreatedLazily: true } }, 1],
];

it.each(MISTAKES)('%s is found', async (_name, faults, from) => {
  for (let seed = from; seed < from + SEEDS_MAX; seed++) {
    if (!(await simulate(seed, { faults })).ok) return;
  }
  expect.fail(`not found in ${SEEDS_MAX} seeds`);
});
