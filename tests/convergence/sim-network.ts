/**
 * The network between desktops and relay: delays, and where it is told to be bad also loss, doubling, overtaking,
 * sockets that are open on one side only, and partitions.
 */
import type { FeedTransport } from '../../src-renderer/worker/engine/ports.ts';
import type { SimRelay } from './sim-relay.ts';
import type { World } from './world.ts';

export interface Weather {
  /** Per thousand frames. */
  readonly drop: number;
  readonly duplicate: number;
  readonly overtake: number;
  /** Per thousand connections: one direction goes nowhere and nobody is told. */
  readonly halfOpen: number;
}

export const FAIR: Weather = { drop: 0, duplicate: 0, overtake: 0, halfOpen: 0 };
export const FOUL: Weather = { drop: 8, duplicate: 15, overtake: 15, halfOpen: 40 };

export interface SimNetwork {
  weather: Weather;
  /** Cuts or joins one desktop; what is under way is lost. */
  readonly partition: (desktop: number, isCut: boolean) => void;
  readonly transportFor: (desktop: number) => FeedTransport;
  /** The process on that desktop is gone. */
  readonly drop: (desktop: number) => void;
}

const LATENCY_MAX_MS = 40;

export function createSimNetwork(world: World, relay: SimRelay): SimNetwork {
  const cut = new Set<number>();
  const open = new Map<number, Set<{ end: () => void }>>();

  const network: SimNetwork = {
    weather: FOUL,
    partition(desktop, isCut) {
      if (isCut) cut.add(desktop);
      else cut.delete(desktop);
    },
    drop(desktop) {
      for (const connection of [...(open.get(desktop) ?? [])]) connection.end();
    },
    transportFor: (desktop) => ({
      connect(_url, events) {
        let ended = false;
        const deadUp = world.chance(network.weather.halfOpen);
        const deadDown = world.chance(network.weather.halfOpen);
        /** Frames of one direction arrive in order unless one is let overtake. */
        let lastUp = 0;
        let lastDown = 0;
        const mine = { end };
        const set = open.get(desktop) ?? new Set();
        open.set(desktop, set.add(mine));

        let tellClosed = events.closed;
        const session = { current: null as ReturnType<SimRelay['accept']> };

        function end(): void {
          if (ended) return;
          ended = true;
          set.delete(mine);
          const relayEnd = session.current;
          session.current = null;
          relayEnd?.closed();
        }

        function carry(last: number, isDead: boolean, deliver: () => void): number {
          const { drop, duplicate, overtake } = network.weather;
          if (ended || isDead || cut.has(desktop) || world.chance(drop)) return last;
          const latency = 1 + world.roll(LATENCY_MAX_MS);
          const at = world.chance(overtake)
            ? world.nowMs() + latency
            : Math.max(last, world.nowMs() + latency);
          const times = world.chance(duplicate) ? 2 : 1;
          for (let copy = 0; copy < times; copy++) {
            world.after(at - world.nowMs(), () => {
              if (!ended && !cut.has(desktop)) deliver();
            });
          }
          return Math.max(last, at);
        }

        world.after(1 + world.roll(LATENCY_MAX_MS), () => {
          if (ended) return;
          session.current = cut.has(desktop)
            ? null
            : relay.accept(
                (frame) =>
                  void (lastDown = carry(lastDown, deadDown, () => events.received(frame))),
                () =>
                  void world.after(1 + world.roll(LATENCY_MAX_MS), () => {
                    if (ended) return;
                    end();
                    tellClosed();
                  }),
              );
          if (session.current !== null) return events.opened();
          end();
          tellClosed();
        });

        return {
          send: (frame) =>
            void (lastUp = carry(lastUp, deadUp, () => session.current?.receive(frame))),
          close() {
            tellClosed = () => undefined;
            end();
          },
        };
      },
    }),
  };
  return network;
}
