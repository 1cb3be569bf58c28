import { useEffect, useRef, type RefObject } from 'react';

const INPUTS =
  ':is(input:not([type="hidden"]), textarea, select, button, [contenteditable="true"])';

/**
 * Sending a form takes the focus out of its fields; where it is refused, the first field that has to be filled in gets
 * it, so that one types on. Each new `refusal` that is not null counts.
 */
export function useRefusedFocus(refusal: unknown): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (refusal === null) return;
    form.current?.querySelector<HTMLElement>(`[data-refused] ${INPUTS}`)?.focus();
  }, [refusal]);
  return form;
}
