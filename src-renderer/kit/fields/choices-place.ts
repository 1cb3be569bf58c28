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
