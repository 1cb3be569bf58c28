/**
 * The workspaces that somebody is connected to. There is never more than one `Workspace` for an id:
 * two would announce entries in two orders.
 */
import { sequenceNumbering } from '../feed/numbering.ts';
import type { RelayLimits } from '../limits.ts';
import type { RelayPorts } from '../ports.ts';
import type { StorageResult } from '../storage/storage.ts';
import { createRooms, type Rooms } from '../rooms/rooms.ts';
import { createWorkspace, type Workspace } from './workspace.ts';

export interface OpenWorkspace {
  readonly workspace: Workspace;
  readonly rooms: Rooms;
  /** Call once, when this user of it has ended. */
  readonly release: () => void;
}

export interface OpenWorkspaces {
  /** null when storage has no such workspace. */
  readonly open: (id: string) => Promise<StorageResult<OpenWorkspace | null>>;
  readonly whenIdle: () => Promise<void>;
}

type Opened = StorageResult<{ readonly workspace: Workspace; readonly rooms: Rooms } | null>;

interface Holding {
  readonly opened: Promise<Opened>;
  users: number;
}

export function createOpenWorkspaces(
  ports: RelayPorts,
  limits: RelayLimits,
  onLoaded: (workspace: Workspace) => void = () => undefined,
): OpenWorkspaces {
  const holdings = new Map<string, Holding>();
  const numbering = sequenceNumbering(ports);

  async function load(id: string): Promise<Opened> {
    const found = await ports.storage.findWorkspace(id);
    if (!found.ok) return found;
    if (found.value === null) return { ok: true, value: null };
    const entered = await ports.storage.enterEpoch(id);
    if (!entered.ok) return entered;
    const workspace = createWorkspace(found.value, numbering, ports, limits);
    onLoaded(workspace);
    return { ok: true, value: { workspace, rooms: createRooms(workspace, ports, limits) } };
  }

  async function letGo(id: string, holding: Holding): Promise<void> {
    holding.users--;
    const opened = await holding.opened;
    if (opened.ok && opened.value !== null) {
      const { workspace, rooms } = opened.value;
      // What a room took from its last member is still on its way into the log.
      while (holding.users === 0 && !workspace.idle()) await workspace.whenIdle();
      if (holding.users > 0) return;
      rooms.closeAll();
    }
    if (holding.users === 0 && holdings.get(id) === holding) holdings.delete(id);
  }

  return {
    async open(id) {
      const holding = holdings.get(id) ?? { opened: load(id), users: 0 };
      holdings.set(id, holding);
      holding.users++;
      const opened = await holding.opened;
      if (!opened.ok || opened.value === null) {
        void letGo(id, holding);
        return opened.ok ? { ok: true, value: null } : opened;
      }
      return { ok: true, value: { ...opened.value, release: () => void letGo(id, holding) } };
    },
    async whenIdle() {
      for (const { opened } of holdings.values()) {
        const it = await opened;
        if (it.ok && it.value !== null) await it.value.workspace.whenIdle();
      }
    },
  };
}
