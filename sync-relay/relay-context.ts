/** What every session of a relay shares. */
import type { RelayLimits } from './limits.ts';
import type { CreationPolicy, RelayFaults, RelayPorts } from './ports.ts';
import type { OpenWorkspaces } from './workspaces/open-workspaces.ts';

export interface RelayContext {
  readonly ports: RelayPorts;
  readonly limits: RelayLimits;
  readonly creation: CreationPolicy;
  readonly faults: RelayFaults;
  readonly workspaces: OpenWorkspaces;
}
