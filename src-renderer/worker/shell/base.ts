/** What a profile has before there is a workspace: its key, its store, the engine on it. */
import { fail, ok, type Problem, type Result } from '../../../crm/kernel/result.ts';
import { createRegistry, type Registry } from '../../../crm/kernel/custom/registry.ts';
import { builtInModules } from '../../../crm/modules/registry.ts';
import { POSITION_KEY } from '../engine/position.ts';
import { createEngine } from '../engine/create-engine.ts';
import type { Engine, StartReport } from '../engine/engine-api.ts';
import type { MainLine } from '../main-line/main-line.ts';
import {
  createProfileRecords,
  profileRecordSchema,
  type ProfileRecord,
} from '../main-line/profile-record.ts';
import { createUnsentCopy } from '../main-line/unsent-copy.ts';
import { createRowStore, type RowStore } from '../rows/row-store.ts';
import { createDexieStore } from '../store/dexie-store.ts';
import { createAesSeal } from '../store/seal.ts';
import { createSealedStore } from '../store/sealed-store.ts';
import { circumstancesOf, readFirstScreen, type FirstScreen } from './first-screen.ts';
import type { Platform } from './platform.ts';

/** Part of the address of everybody's data: changing it loses it. */
const DATABASE_NAME = 'rapport';
/** As the engine names it: `Engine.setMeta({ firstScreen })`. */
const FIRST_SCREEN_KEY = 'shell/firstScreen';

export interface Base {
  readonly engine: Engine;
  readonly rows: RowStore;
  /** Built-in entities with the workspace's own fields and objects; known before anything is answered. */
  readonly registry: Registry;
  /** In the store, and in the copy that outlives it. */
  readonly keepProfile: (profile: ProfileRecord) => Promise<Result<null>>;
}

export interface OpenedBase {
  readonly base: Base;
  /** null: this profile has no workspace yet. */
  readonly profile: ProfileRecord | null;
  readonly report: StartReport;
}

export async function openBase({
  platform,
  line,
  onProfile,
}: {
  readonly platform: Platform;
  readonly line: MainLine;
  /** Called as soon as it is known that there is a workspace, long before its records are read. */
  readonly onProfile: (profile: ProfileRecord, screen: FirstScreen | undefined) => void;
}): Promise<Result<OpenedBase>> {
  let settleExpected: (isExpected: boolean) => void = () => {};
  const expected = new Promise<boolean>((resolve) => {
    settleExpected = resolve;
  });
  const store = createDexieStore({
    databaseName: DATABASE_NAME,
    indexedDB: platform.indexedDB,
    IDBKeyRange: platform.IDBKeyRange,
    expected: () => expected,
  });
  const early = store.readMeta([POSITION_KEY, FIRST_SCREEN_KEY]);
  // What is on the disk is read while the window is still fetching the key to it.
  const reading = early.then(store.open);
  reading.catch(() => {
    // Whoever awaits it below says so.
  });
  const vault = await line.ask('vault.key', {});
  if (!vault.ok) return vault;
  const seal = await createAesSeal(vault.value.key, (count) => platform.random.bytes(count));
  const profiles = createProfileRecords({ line, seal });
  const outside = await profiles.read();
  if (!outside.ok) return outside;
  const sealed = createSealedStore({ ...store, open: () => reading, readMeta: () => early }, seal);
  if (outside.value !== null) {
    const profile = outside.value;
    const kept = await sealed.readMeta([POSITION_KEY, FIRST_SCREEN_KEY]).catch(() => undefined);
    const position = String(kept?.get(POSITION_KEY) ?? '');
    const circumstances = circumstancesOf(platform, profile);
    onProfile(
      profile,
      readFirstScreen(kept?.get(FIRST_SCREEN_KEY), { position, ...circumstances }),
    );
  }

  const registry = createRegistry(builtInModules);
  const rows = createRowStore(registry.entity);
  settleExpected(outside.value !== null);
  const engine = createEngine({
    store: sealed,
    rows,
    registry,
    clock: platform.clock,
    random: platform.random,
    timers: platform.timers,
    pause: platform.pause,
    lull: platform.lull.wait,
    transport: platform.transport,
    safetyCopy: createUnsentCopy({ line, seal }),
  });
  let report: StartReport;
  try {
    report = await engine.start();
  } catch {
    // The browser gives no reason that could be acted upon: held by another process, of a newer version, or broken.
    return fail(UNOPENABLE);
  }
  return ok({
    base: {
      engine,
      rows,
      registry,
      keepProfile: async (profile) => {
        const kept = await profiles.write(profile);
        return kept.ok ? engine.setMeta({ workspace: JSON.stringify(profile) }) : kept;
      },
    },
    profile: insideProfile(engine) ?? outside.value,
    report,
  });
}

/** What the store itself says; the copy outside only counts where the store lost it. */
function insideProfile(engine: Engine): ProfileRecord | null {
  const text = engine.meta('workspace');
  if (typeof text !== 'string') return null;
  const parsed = profileRecordSchema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
}

const UNOPENABLE: Problem = {
  code: 'store-unopenable',
  message: 'The local database of this profile cannot be opened. Nothing in it was changed.',
  remedy:
    'Close every window of the app and start it again. If it stays, check that the disk is not full, or start another profile and join the workspace again with an invite link.',
};
