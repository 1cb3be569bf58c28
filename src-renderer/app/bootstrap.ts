/** What the screens of an open workspace begin with. */
import type { IpcResponse } from '../../crm/contracts/ipc.contract.ts';
import type { WorkspaceState } from '../../crm/contracts/rpc/workspace.rpc.ts';

/** What the main process says of this profile and this computer. */
export type Bootstrap = IpcResponse<'app.bootstrap'>;

export type OpenWorkspace = Extract<WorkspaceState, { readonly state: 'open' }>;
