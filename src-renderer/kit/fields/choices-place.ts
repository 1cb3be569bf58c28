import type { PopoverProps } from '@mantine/core';
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
  readonly middlewares?: typeof WHERE_THERE_IS_ROOM;
} {
  const place = useChoicesPlace();
  return place.withinPortal
    ? place
    : { ...place, position: 'right-start', middlewares: WHERE_THERE_IS_ROOM };
}

/** In a window that is narrow, or seen at 200 %, neither side has any. */
const WHERE_THERE_IS_ROOM: NonNullable<PopoverProps['middlewares']> = {
  flip: { fallbackPlacements: ['left-start', 'bottom-start', 'top-start'] },
  shift: true,
};
