/** What each refusal means for the one who is refused. */
import type { RefusalCode, Retry } from '../crm/contracts/feed.contract.ts';

interface Refusal {
  readonly retry: Retry;
  /**
   * WebSocket close code when the whole connection is refused. y-websocket's convention: 4400–4499
   * mirrors HTTP and ends reconnecting, 4500–4599 means later.
   */
  readonly closeCode: number;
  readonly why: string;
}

export const REFUSALS = {
  'bad-token': {
    retry: 'never',
    closeCode: 4401,
    why: 'The invitation is not valid for this workspace. Ask a teammate for a new invite link.',
  },
  'unknown-workspace': {
    retry: 'never',
    closeCode: 4404,
    why: 'This relay has no such workspace. Check the address of the relay in the invite link.',
  },
  'workspace-exists': {
    retry: 'never',
    closeCode: 4409,
    why: 'A workspace with this id exists already. Join it with its invite link.',
  },
  'creation-closed': {
    retry: 'never',
    closeCode: 4403,
    why: 'This relay does not let you create workspaces. Ask the person who runs it.',
  },
  'protocol-too-old': {
    retry: 'upgrade',
    closeCode: 4426,
    why: 'This version of the app is too old for the relay. Update the app.',
  },
  'protocol-too-new': {
    retry: 'later',
    closeCode: 4505,
    why: 'The relay is older than this app. Ask the person who runs it to update it.',
  },
  'malformed-frame': {
    retry: 'never',
    closeCode: 4400,
    why: 'The relay could not read a message. Update the app; if it is current, report this.',
  },
  'frame-too-large': {
    retry: 'never',
    closeCode: 4413,
    why: 'A message was larger than the relay accepts. Split the work into smaller parts.',
  },
  'malformed-envelope': {
    retry: 'never',
    closeCode: 4422,
    why: 'The relay could not read this change. It was not stored.',
  },
  'envelope-too-large': {
    retry: 'never',
    closeCode: 4413,
    why: 'This change is larger than the relay accepts. Split it into smaller parts.',
  },
  'envelope-out-of-order': {
    retry: 'later',
    closeCode: 4506,
    why: 'A change before this one is missing. Send again from the number in the welcome.',
  },
  'device-mismatch': {
    retry: 'never',
    closeCode: 4422,
    why: 'This change names another desktop as its author.',
  },
  'device-clash': {
    retry: 'never',
    closeCode: 4409,
    why: 'Another desktop writes under the same identity; a profile was copied. Take a new identity.',
  },
  'too-many-connections': {
    retry: 'later',
    closeCode: 4529,
    why: 'The relay has too many connections. Try again in a while.',
  },
  'rate-limited': {
    retry: 'later',
    closeCode: 4529,
    why: 'Too much was sent in a short time. Try again in a while.',
  },
  'hello-timeout': {
    retry: 'later',
    closeCode: 4508,
    why: 'The connection was opened and nothing was said.',
  },
  'storage-failed': {
    retry: 'later',
    closeCode: 4500,
    why: 'The relay could not reach its storage. Nothing was lost; the person who runs it must look.',
  },
  'storage-full': {
    retry: 'later',
    closeCode: 4507,
    why: 'The disk of the relay is full. Nothing was lost; the person who runs it must free space.',
  },
  'shutting-down': {
    retry: 'later',
    closeCode: 4503,
    why: 'The relay is stopping. Changes wait on this desktop until it is back.',
  },
} as const satisfies Readonly<Record<RefusalCode, Refusal>>;
