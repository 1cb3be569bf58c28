/** The state of syncing in words: a total table, so that a new state needs its words. */
import type { SyncState } from '../../../crm/contracts/rpc/workspace.rpc.ts';

interface SyncWords {
  readonly short: string;
  readonly long: string;
  readonly tone: 'good' | 'calm' | 'busy' | 'bad';
}

const words: Readonly<Record<SyncState['state'], SyncWords>> = {
  off: {
    short: 'On this desktop',
    long: 'This workspace is on this desktop only. Name a relay to share it with your team.',
    tone: 'calm',
  },
  offline: {
    short: 'Offline',
    long: 'The relay cannot be reached. Everything works; changes are kept here and sent when it can.',
    tone: 'calm',
  },
  connecting: { short: 'Connecting', long: 'Looking for the relay.', tone: 'busy' },
  'catching-up': {
    short: 'Catching up',
    long: 'Receiving what the team did in the meantime.',
    tone: 'busy',
  },
  live: {
    short: 'Live',
    long: 'Connected: your team sees changes as you make them.',
    tone: 'good',
  },
  refused: {
    short: 'Refused',
    long: 'The relay does not take this desktop’s changes. They are kept here.',
    tone: 'bad',
  },
};

export function syncWords(sync: SyncState): SyncWords {
  return words[sync.state];
}
