/** Who is connected from where, so that no address takes what is meant for all. */
import type { RelayLimits } from './limits.ts';

export interface ConnectionCensus {
  /** null when there is no room for another connection from there. */
  readonly enter: (
    address: string,
    authenticated: () => boolean,
  ) => { readonly leave: () => void } | null;
}

interface Entry {
  readonly address: string;
  readonly authenticated: () => boolean;
}

export function createConnectionCensus(limits: RelayLimits): ConnectionCensus {
  const entries = new Set<Entry>();
  const perAddress = new Map<string, number>();

  const strangers = () => [...entries].filter(({ authenticated }) => !authenticated()).length;

  return {
    enter(address, authenticated) {
      const here = perAddress.get(address) ?? 0;
      if (entries.size >= limits.connectionsMax) return null;
      if (here >= limits.connectionsPerAddressMax) return null;
      if (strangers() >= limits.connectionsUnauthenticatedMax) return null;
      const entry: Entry = { address, authenticated };
      entries.add(entry);
      perAddress.set(address, here + 1);
      return {
        leave() {
          if (!entries.delete(entry)) return;
          const left = (perAddress.get(address) ?? 1) - 1;
          if (left === 0) perAddress.delete(address);
          else perAddress.set(address, left);
        },
      };
    },
  };
}
