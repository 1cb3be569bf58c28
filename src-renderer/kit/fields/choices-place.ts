import { createContext, useContext } from 'react';

/**
 * Where a list of choices opens. In a popover inside of it: a click outside closes the popover. In a dialog over it:
 * inside, the last ones would be cut by its foot.
 */
export const ChoicesOverDialog = createContext(false);

/** For `comboboxProps` of the inputs of a filter. */
export function useChoicesPlace(): { readonly withinPortal: boolean } {
  return { withinPortal: useContext(ChoicesOverDialog) };
}

/**
 * The same where several are chosen: such a list stays open, so in a popover it stands beside the field and leaves the
 * buttons below it free.
 */
export function useManyChoicesPlace(): {
  readonly withinPortal: boolean;
  readonly position?: 'right-start';
} {
  const place = useChoicesPlace();
  return place.withinPortal ? place : { ...place, position: 'right-start' };
}
