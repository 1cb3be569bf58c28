/** Two real desktops and the relay between them. */
import { type Desktop, launchApp } from '../launch.ts';
import { type RelayProcess, startRelay } from '../relay-process.ts';
import { type WantedWorkspace, beginWork } from './at-work.ts';
import { expectLive, invitationFrom, joinWorkspace } from './beginning.ts';
import { makeFolders } from './folders.ts';

export interface Pair {
  /** The one that `bringRelayBack` put in its place, where it was killed. */
  readonly relay: RelayProcess;
  readonly anna: Desktop;
  readonly ben: Desktop;
  /** At the same address, with what it had acknowledged. */
  readonly bringRelayBack: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Both at their first screen: nobody has a workspace yet. Only Anna's knows the relay. */
export async function launchPair(): Promise<Pair> {
  const folders = makeFolders();
  const dataDir = folders.place('relay');
  let relay = await startRelay({ dataDir, args: ['--portal', 'here'] });
  const [anna, ben] = await Promise.all([
    launchApp({ profile: 'anna', dataDir: folders.place('anna'), relayUrl: relay.url }),
    launchApp({ profile: 'ben', dataDir: folders.place('ben') }),
  ]);
  return {
    get relay() {
      return relay;
    },
    anna,
    ben,
    async bringRelayBack() {
      relay = await startRelay({ dataDir, port: relay.port, args: ['--portal', 'here'] });
    },
    async close() {
      await anna.close();
      await ben.close();
      await relay.stop();
      folders.removeAll();
    },
  };
}

/** Anna makes a workspace and invites Ben; nothing is left waiting on either side. */
export async function meet(
  { anna, ben }: Pair,
  wanted: WantedWorkspace,
  benName = 'Ben Ode',
): Promise<void> {
  await beginWork(anna, wanted);
  await expectLive(anna.page);
  await joinWorkspace(ben.page, benName, await invitationFrom(anna.page));
  await expectLive(ben.page);
}
