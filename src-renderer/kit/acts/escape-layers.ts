import type { KeyboardEvent } from 'react';

/**
 * For a popover with fields in it, with `closeOnEscape={false}`: Escape closes a list of choices that is open in it
 * first, and only the next one the popover, with what was filled in so far.
 */
export function closedByEscape(close: () => void): (event: KeyboardEvent) => void {
  return ({ key, target }) => {
    // How the component library marks a field whose list is open.
    const isListOpen =
      target instanceof Element && target.getAttribute('data-mantine-stop-propagation') === 'true';
    if (key === 'Escape' && !isListOpen) close();
  };
}
