/**
 * Who opens a dialog by a key goes on typing at once; a field that takes the focus a moment later would lose the first
 * letters. So the letter itself brings the focus: it is put where the focus is once all listeners have heard it.
 */
import { isTyping } from '../../kit/session/typing.ts';

/** Returns how to stop. */
export function followFirstLetter(): () => void {
  const reached = new WeakSet<Element>();
  const onFocus = ({ target }: FocusEvent): void => {
    if (target instanceof Element) reached.add(target);
  };
  const onKey = (event: KeyboardEvent): void => {
    const isLetter = event.key.length === 1 && event.key !== ' ';
    if (!isLetter || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
      return;
    const wanted = [...document.querySelectorAll<HTMLElement>(AWAITED)].findLast(isTyping);
    if (wanted !== undefined && !reached.has(wanted)) wanted.focus({ preventScroll: true });
  };
  document.addEventListener('focusin', onFocus);
  window.addEventListener('keydown', onKey, { capture: true });
  return () => {
    document.removeEventListener('focusin', onFocus);
    window.removeEventListener('keydown', onKey, { capture: true });
  };
}

/** The field that a dialog begins with. */
const AWAITED = '[role="dialog"] [data-autofocus]';
