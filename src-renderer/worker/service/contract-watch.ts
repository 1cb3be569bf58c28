/**
 * Sees to it that whoever has a contract hears of its end in time: a task, made once whichever desktop makes it. Its
 * reminder is told like every other.
 */
import type { Reader } from '../../../crm/kernel/command.ts';
import { dayOfWorkspace } from '../../../crm/kernel/workspace-zone.ts';
import type { ContractRow } from '../../../crm/modules/contract/contract.entity.ts';
import {
  dueEnd,
  REMIND_OF_CONTRACTS,
  REMINDED_MAX,
  renewalTaskId,
} from '../../../crm/modules/contract/contract.rules.ts';
import type { Engine } from '../engine/engine-api.ts';
import type { Timers } from '../engine/ports.ts';
import type { RowChange } from '../rows/row-change.ts';
import { runOneAtATime } from '../shell/asked-again.ts';

export interface ContractWatchDeps {
  readonly engine: Pick<Engine, 'get' | 'all' | 'run'>;
  readonly timers: Timers;
  readonly nowMs: () => number;
  readonly meId: () => string;
  /** False while nothing can be written. */
  readonly canWrite: () => boolean;
}

export interface ContractWatch {
  readonly rowsChanged: (changes: readonly RowChange[]) => void;
  readonly close: () => void;
}

/** What teammates did while this desktop was off arrives first. */
const FIRST_LOOK_AFTER_MS = 20_000;
/** Days pass, and computers sleep through midnight. */
const LOOK_EVERY_MS = 15 * 60_000;
/** Rows often change several at a time. */
const CHANGED_REST_MS = 2_000;

export function createContractWatch(deps: ContractWatchDeps): ContractWatch {
  const { engine, timers } = deps;
  const read: Reader = { get: engine.get, all: engine.all };
  let closed = false;
  const look = runOneAtATime(async () => {
    if (closed) return;
    // Before it looks: what changes from here on is looked at again, soon.
    lookIn(LOOK_EVERY_MS);
    const contracts = deps.canWrite() ? due() : [];
    // Refused when a teammate was quicker, or when the disk is full: the next look finds what is left.
    if (contracts.length > 0) await engine.run(REMIND_OF_CONTRACTS, { contracts });
  });
  let cancel = timers.after(FIRST_LOOK_AFTER_MS, () => void look());

  function due(): readonly string[] {
    const today = dayOfWorkspace(read, new Date(deps.nowMs()).toISOString());
    const ids: string[] = [];
    for (const row of engine.all('contract') as Iterable<ContractRow>) {
      // Its owner's own desktop does it; what has no owner, whoever is there.
      if (row.owner !== undefined && row.owner !== deps.meId()) continue;
      const ends = dueEnd(row, today);
      if (ends === undefined) continue;
      if (engine.get('activity', renewalTaskId(row.id, ends)) === undefined) ids.push(row.id);
      if (ids.length === REMINDED_MAX) break;
    }
    return ids;
  }

  function lookIn(ms: number): void {
    cancel();
    if (!closed) cancel = timers.after(ms, () => void look());
  }

  return {
    rowsChanged(changes) {
      const isConcerned = changes.some(
        ({ entity, before }) => entity === 'contract' && before !== undefined,
      );
      if (isConcerned) lookIn(CHANGED_REST_MS);
    },
    close() {
      closed = true;
      cancel();
    },
  };
}
