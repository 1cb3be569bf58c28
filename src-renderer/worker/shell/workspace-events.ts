/** What an open workspace tells of itself. */
import type { EventData } from '../../../crm/contracts/worker-rpc.contract.ts';
import type { SyncState, WorkspaceState } from '../../../crm/contracts/rpc/workspace.rpc.ts';
import type { Problem } from '../../../crm/kernel/result.ts';
import type { RecordRef } from '../engine/engine-api.ts';
import type { RowChange } from '../rows/row-change.ts';

export interface WorkspaceEvents {
  readonly workspaceChanged: (state: WorkspaceState) => void;
  readonly syncChanged: (state: SyncState) => void;
  readonly notice: (problem: Problem) => void;
  /** The team's fields and objects are others now. */
  readonly definitionsChanged: () => void;
  readonly rowsChanged: (changes: readonly RowChange[]) => void;
  /** What this person can take back is something else now. */
  readonly undoListChanged: () => void;
  readonly bodyChanged: (doc: string, update: Uint8Array, origin: string) => void;
  readonly peopleChanged: (ref: RecordRef) => void;
  readonly caretsChanged: (ref: RecordRef, awareness: Uint8Array, from: string | null) => void;
  readonly calendarChanged: () => void;
  readonly serviceChanged: () => void;
  readonly newsChanged: () => void;
  readonly escalated: (tickets: readonly { readonly id: string; readonly title: string }[]) => void;
  readonly importProgress: (progress: EventData<'import.progress'>) => void;
  readonly fileProgress: (progress: EventData<'workspaceFile.progress'>) => void;
  readonly duplicatesProgress: (progress: EventData<'duplicates.progress'>) => void;
  readonly duplicatesChanged: (change: EventData<'duplicates.changed'>) => void;
}
