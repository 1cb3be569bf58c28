import { Text } from '@mantine/core';
import type { SyncState } from '../../../crm/contracts/rpc/workspace.rpc.ts';
import type { NoteState } from './note-session.ts';

/** Where what was typed has got to, in words; said to screen readers only when it is a problem. */
export function noteStatus(note: NoteState, sync: SyncState | undefined): string {
  if (note.problem !== null) return `${note.problem.message} ${note.problem.remedy}`;
  if (!note.saved) return 'Saving…';
  if (sync === undefined || sync.state === 'off') return 'Saved on this desktop';
  if (sync.pending > 0)
    return sync.state === 'live' ? 'On its way to the team' : 'Saved here, will be sent';
  return sync.state === 'live' ? 'With the team' : 'Saved on this desktop';
}

export function NoteStatus({
  note,
  sync,
}: {
  readonly note: NoteState;
  readonly sync: SyncState | undefined;
}) {
  const isProblem = note.problem !== null;
  return (
    <Text size="xs" c={isProblem ? 'red' : 'dimmed'} role={isProblem ? 'alert' : undefined}>
      {noteStatus(note, sync)}
    </Text>
  );
}
