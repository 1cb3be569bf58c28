/** Where this window is and was. In memory: a window of a desktop app begins anew, its address is for links. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { listOf, type Route } from './route.ts';

/** Older places are forgotten; nobody goes back further. */
const PLACES_MAX = 100;

interface History {
  readonly places: readonly Route[];
  readonly at: number;
  /** Grows with every going anywhere, to the same place too. */
  readonly visit: number;
}

export interface Router {
  readonly store: StoreApi<History>;
  readonly current: () => Route;
  readonly go: (route: Route) => void;
  /** The same place in another state (a filter, a sort): going back does not stop at each of them. */
  readonly replace: (route: Route) => void;
  readonly back: () => void;
  readonly forward: () => void;
}

export function createRouter(start: Route): Router {
  const store = createStore<History>(() => ({ places: [start], at: 0, visit: 0 }));
  const current = (): Route => {
    const { places, at } = store.getState();
    return places[at] ?? listOf('account');
  };
  const move = (step: 1 | -1): void => {
    store.setState(({ places, at, visit }) => ({
      at: Math.max(0, Math.min(places.length - 1, at + step)),
      visit: visit + 1,
    }));
  };
  return {
    store,
    current,
    go(route) {
      store.setState(({ places, at, visit }) => {
        const kept = [...places.slice(0, at + 1), route].slice(-PLACES_MAX);
        return { places: kept, at: kept.length - 1, visit: visit + 1 };
      });
    },
    replace(route) {
      store.setState(({ places, at }) => ({ places: places.with(at, route), at }));
    },
    back: () => move(-1),
    forward: () => move(1),
  };
}
