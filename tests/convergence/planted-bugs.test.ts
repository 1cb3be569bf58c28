/** A simulator that finds nothing proves nothing: each of these mistakes must be found within a few hundred seeds. */
import { expect, it } from 'vitest';
import type { Action } from './actions.ts';
import { changeMany } from './bulk-actions.ts';
import { importFile } from './import-actions.ts';
import {
  BULK_EDIT_OF_AN_OLD_LIST,
  CONVERSION_UNDER_NEW_IDS,
  EVERYBODY_CLAIMS_ALIKE,
  IMPORTS_UNDER_NEW_IDS,
  UNMERGED_STAYS_IN_THE_ARCHIVE,
  WORK_STAYS_WITH_MERGED_PEOPLE,
} from './mistakes.ts';
import { simulate, type Faults } from './simulate.ts';

const SEEDS_MAX = 300;

/**
 * `from`: the first seed that is tried. One in a hundred shows a mistake that needs a chain of bad luck. `often`: what
 * shows it, where that is one of many things that people do.
 */
const MISTAKES: readonly (readonly [name: string, faults: Faults, from: number, often?: Action])[] =
  [
    ['an acknowledgement before the commit', { relay: { ackBeforeCommit: true } }, 1],
    ['a re-push applied twice', { relay: { repushAppliedTwice: true } }, 1],
    ['a cursor past an unread entry', { engine: { cursorPastUnreadEntry: true } }, 1],
    ['a row from a document with a gap', { engine: { rowFromGappedDocument: true } }, 1],
    ['a lost delete-only update', { engine: { deleteOnlyUpdateLost: true } }, 1],
    [
      'an outbox cleared before the acknowledgement',
      { engine: { outboxClearedBeforeAck: true } },
      1,
    ],
    ['a client id used again', { engine: { clientIdReused: true } }, 261],
    ['an edit that builds on a refused one', { engine: { gapAfterRefusal: true } }, 1],
    ['a cursor of a past that the relay lost', { relay: { cursorOfLostPast: true } }, 1],
    ['a nested type created lazily', { engine: { nestedTypeCreatedLazily: true } }, 1],
    ['an undo that takes what others brought as well', { engine: { claimsIgnored: true } }, 31],
    ['an undo that met unseen work and is left so', { engine: { contestedLeftAlone: true } }, 61],
    [
      'a record made again without what others wrote',
      { engine: { othersCleared: true } },
      1,
      importFile,
    ],
    ['an import under ids of its own', { desktops: IMPORTS_UNDER_NEW_IDS }, 1],
    ['a conversion under ids of its own', { desktops: CONVERSION_UNDER_NEW_IDS }, 1],
    ['work that stays with people who are merged', { desktops: WORK_STAYS_WITH_MERGED_PEOPLE }, 1],
    ['somebody unmerged who stays away', { desktops: UNMERGED_STAYS_IN_THE_ARCHIVE }, 61],
    ['a bulk edit of a list that is old', { desktops: BULK_EDIT_OF_AN_OLD_LIST }, 1, changeMany],
    ['a reminder and a mention that all claim alike', { desktops: EVERYBODY_CLAIMS_ALIKE }, 1],
  ];

for (const [name, faults, from, often] of MISTAKES) {
  it(`${name} is found`, async () => {
    for (let seed = from; seed < from + SEEDS_MAX; seed++) {
      if (!(await simulate(seed, { faults, ...(often && { often }) })).ok) return;
    }
    expect.fail(`not found in ${SEEDS_MAX} seeds`);
  });
}
