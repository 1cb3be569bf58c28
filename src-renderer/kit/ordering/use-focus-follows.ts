/** A line that changes places loses the focus that it had: it is given back once the new order stands. */
import { useEffect, useRef, type RefObject } from 'react';

/** Says, before a line goes elsewhere, which element in it (`data-focus`) is to have the focus there; null: none. */
export function useFocusFollows(
  list: RefObject<HTMLElement | null>,
  order: unknown,
): (focus: string | null) => void {
  const follows = useRef<string>(null);
  const stood = useRef(order);
  useEffect(() => {
    // It is the new order that takes the focus away.
    if (stood.current === order) return;
    stood.current = order;
    const wanted = follows.current;
    follows.current = null;
    if (wanted !== null && document.activeElement === document.body)
      list.current?.querySelector<HTMLElement>(`[data-focus="${CSS.escape(wanted)}"]`)?.focus();
  });
  return (focus) => {
    follows.current = focus;
  };
}
