import { useRef, type FocusEvent, type RefObject } from 'react';

/** Marks floating parts (calendars, lists) as belonging to the field that opened them. */
export const POPUP_PROPS = { 'data-field-popup': '' } as const;

interface Leave {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly onBlur: (event: FocusEvent) => void;
}

/** For fields made of several inputs: calls `onLeave` when the focus goes out of all of them. */
export function useLeave(onLeave: () => void): Leave {
  const ref = useRef<HTMLDivElement | null>(null);
  return {
    ref,
    onBlur(event) {
      const next = event.relatedTarget;
      if (next instanceof Node && ref.current?.contains(next) === true) return;
      if (next instanceof Element && next.closest('[data-field-popup]') !== null) return;
      onLeave();
    },
  };
}
