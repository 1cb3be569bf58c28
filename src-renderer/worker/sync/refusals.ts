/** What a refusal by the relay means to the person, and what they can do. */
import type { RefusalCode } from '../../../crm/contracts/feed.contract.ts';
import type { Problem } from '../../../crm/kernel/result.ts';

export const OFFLINE: Problem = {
  code: 'offline',
  message: 'The relay cannot be reached.',
  remedy: 'Work on: everything is saved here and is sent as soon as the relay is back.',
};

const TEXTS: Readonly<Record<RefusalCode, readonly [message: string, remedy: string]>> = {
  'bad-token': [
    'The relay does not accept this workspace’s key.',
    // A profile holds one workspace, and this one may hold edits that nobody else has.
    'Ask a teammate for a new invitation and join with it in another profile (--profile NAME). What is here stays here.',
  ],
  'unknown-workspace': [
    'The relay does not know this workspace.',
    'Check the relay’s address, or ask whoever runs it whether its data was lost. Your data is safe here.',
  ],
  'workspace-exists': [
    'The relay has this workspace already, under another key.',
    'Join it with an invitation.',
  ],
  'creation-closed': [
    'The relay does not let new workspaces be made from here.',
    'Ask whoever runs it to create one or to open it for creation.',
  ],
  'protocol-too-old': [
    'This version of Rapport is too old for the relay.',
    'Update Rapport. Your data is safe here.',
  ],
  'protocol-too-new': [
    'The relay is too old for this version of Rapport.',
    'Ask whoever runs it to update it.',
  ],
  'malformed-frame': [
    'The relay and this desktop do not understand each other.',
    'Update both to the same version.',
  ],
  'frame-too-large': [
    'What was sent is larger than the relay allows.',
    'Make the change in smaller steps.',
  ],
  'malformed-envelope': [
    'The relay could not read a change.',
    'Update Rapport and the relay to the same version.',
  ],
  'envelope-too-large': [
    'A change is larger than the relay allows.',
    'Shorten the texts in it, or split it.',
  ],
  'envelope-out-of-order': ['The relay lacks an earlier change.', 'It is sent again by itself.'],
  'device-mismatch': ['The relay took this desktop for another.', 'It connects again by itself.'],
  'device-clash': [
    'Another desktop goes by this one’s identity.',
    'A new identity is taken by itself.',
  ],
  'too-many-connections': [
    'The relay has no room for another desktop.',
    'It is tried again by itself.',
  ],
  'rate-limited': ['The relay asks to send more slowly.', 'It is tried again by itself.'],
  'hello-timeout': ['The connection was too slow to begin.', 'It is tried again by itself.'],
  'storage-failed': ['The relay could not save.', 'Nothing is lost: it is sent again by itself.'],
  'storage-full': [
    'The relay’s disk is full.',
    'Tell whoever runs it. Nothing is lost: it is sent again by itself.',
  ],
  'shutting-down': ['The relay is restarting.', 'It is tried again by itself.'],
};

/** In words of this desktop's own: those that the relay sends along say the same to somebody without a screen. */
export function refusalProblem(code: RefusalCode): Problem {
  const [message, remedy] = TEXTS[code];
  return { code, message, remedy };
}
