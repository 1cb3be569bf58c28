/**
 * The relay without sockets, clock, timers, randomness or disk. Everything comes through ports, so
 * the simulator runs this very code.
 */
import { createConnectionCensus } from './connection-census.ts';
import { createFeedSession, type FeedSession } from './feed/feed-session.ts';
import { RELAY_LIMITS, type RelayLimits } from './limits.ts';
import type { CreationPolicy, Link, Peer, RelayFaults, RelayPorts, Session } from './ports.ts';
import { createPublicPages, type PublicPages } from './public/public-pages.ts';
import { createPublicSites } from './public/public-sites.ts';
import type { RelayContext } from './relay-context.ts';
import { createRoomSession, type RoomRequest, type RoomSession } from './rooms/room-session.ts';
import { createOpenWorkspaces } from './workspaces/open-workspaces.ts';

export interface RelayCoreOptions extends RelayPorts {
  readonly creation: CreationPolicy;
  /** Where customers reach the public pages, such as `https://help.example.com`; absent: there are none. */
  readonly publicUrl?: () => string;
  readonly limits?: Partial<RelayLimits>;
  /** Test only: see `RelayFaults`. */
  readonly faults?: RelayFaults;
}

export interface RelayCore {
  readonly epoch: string;
  readonly openFeed: (link: Link, peer: Peer) => Session;
  readonly openRoom: (link: Link, peer: Peer, request: RoomRequest) => Session;
  /** null: this relay shows nothing to anybody. */
  readonly publicPages: PublicPages | null;
  /** A defect in a page; it is noted, and the visitor hears nothing. */
  readonly pageFailed: () => void;
  /** Refuses everybody, then resolves when all that was taken in is durable or refused. */
  readonly stop: () => Promise<void>;
}

export function createRelayCore(options: RelayCoreOptions): RelayCore {
  const { storage, clock, random, timers, log, creation, faults = {} } = options;
  const limits: RelayLimits = { ...RELAY_LIMITS, ...options.limits };
  const ports: RelayPorts = { storage, clock, random, timers, log };
  const sites =
    options.publicUrl === undefined
      ? null
      : createPublicSites(ports, () => workspaces, options.publicUrl);
  const workspaces = createOpenWorkspaces(ports, limits, sites?.watch);
  const context: RelayContext = { ports, limits, creation, faults, workspaces };
  const census = createConnectionCensus(limits);
  const sessions = new Set<FeedSession | RoomSession>();
  let stopping = false;

  function admit<Opened extends FeedSession | RoomSession>(
    peer: Peer,
    create: (ended: () => void) => Opened,
  ): Opened {
    // A census place is taken before the session exists, and given back whatever becomes of it.
    const place = stopping ? null : census.enter(peer.address, () => session.authenticated());
    const session: Opened = create(() => {
      place?.leave();
      sessions.delete(session);
    });
    sessions.add(session);
    if (stopping) session.refuse('shutting-down');
    else if (place === null) session.refuse('too-many-connections');
    return session;
  }

  return {
    epoch: storage.epoch,
    pageFailed: () => log('page.failed'),
    publicPages: sites === null ? null : createPublicPages(ports, workspaces, sites),
    openFeed: (link, peer) => admit(peer, (ended) => createFeedSession(context, link, peer, ended)),
    openRoom: (link, peer, request) =>
      admit(peer, (ended) => createRoomSession(context, link, request, ended)),
    async stop() {
      stopping = true;
      log('relay.stopping', { counts: { count: sessions.size } });
      for (const session of sessions) session.refuse('shutting-down');
      await workspaces.whenIdle();
      await storage.close();
    },
  };
}
