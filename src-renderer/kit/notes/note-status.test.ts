import { expect, it } from 'vitest';
import type { SyncState } from '../../../crm/contracts/rpc/workspace.rpc.ts';
import { noteStatus } from './note-status.tsx';

const saved = { loaded: true, saved: true, problem: null };
const sync = (state: SyncState['state'], pending = 0): SyncState => ({
  state,
  pending,
  refused: 0,
  problem: null,
  progress: null,
  arriving: null,
  lastLiveAt: null,
});

it.each([
  ['being written to the disk', { ...saved, saved: false }, sync('live'), 'Saving…'],
  ['here, and there is no team', saved, sync('off'), 'Saved on this desktop'],
  ['here, before the worker said anything', saved, undefined, 'Saved on this desktop'],
  ['being sent', saved, sync('live', 1), 'On its way to the team'],
  ['waiting for the relay', saved, sync('offline', 2), 'Saved here, will be sent'],
  ['with the relay', saved, sync('live'), 'With the team'],
  ['with the relay, which is away now', saved, sync('offline'), 'Saved on this desktop'],
])('says where the text is: %s', (_where, note, state, words) => {
  expect(noteStatus(note, state)).toBe(words);
});

it('says what is wrong and what to do before anything else', () => {
  const problem = {
    code: 'disk-full',
    message: 'There is no room left.',
    remedy: 'Free some space.',
  };
  expect(noteStatus({ ...saved, saved: false, problem }, sync('live'))).toBe(
    'There is no room left. Free some space.',
  );
});
