/** How close together the rows of lists stand, on this desktop. */
import { createStore, useStore } from 'zustand';

export type Density = 'comfortable' | 'compact';

/** The style sheets have the same heights, by `data-density`. */
const ROW_HEIGHT_PX: Readonly<Record<Density, number>> = { comfortable: 32, compact: 26 };

const KEY = 'rapport.density';

function readDensity(): Density {
  return localStorage.getItem(KEY) === 'compact' ? 'compact' : 'comfortable';
}

const density = createStore<Density>(() => readDensity());

/** The style sheets read it from the page. */
export function applyDensity(): void {
  document.documentElement.dataset['density'] = density.getState();
}

export function setDensity(next: Density): void {
  localStorage.setItem(KEY, next);
  density.setState(next, true);
  applyDensity();
}

export function useDensity(): Density {
  return useStore(density);
}

export function useRowHeightPx(): number {
  return ROW_HEIGHT_PX[useDensity()];
}
