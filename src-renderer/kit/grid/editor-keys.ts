/** What Enter and Tab mean in the editor of a cell, over editors that each have their own idea of them. */

export type Leave = 'up' | 'down' | 'left' | 'right' | 'stay';

interface EditorKey {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** Where the cursor goes once the edit is over; null for keys that belong to the editor. */
export function leaveBy({ key, shiftKey }: EditorKey): Leave | null {
  if (key === 'Enter') return shiftKey ? 'up' : 'down';
  if (key === 'Tab') return shiftKey ? 'left' : 'right';
  return null;
}

/** The choice that is marked in an open list, where the element is a box that opens one. */
export function markedChoice(element: EventTarget | null): HTMLElement | null {
  if (!(element instanceof HTMLInputElement)) return null;
  if (element.getAttribute('aria-expanded') !== 'true') return null;
  const id = element.getAttribute('aria-activedescendant');
  return id === null || id === '' ? null : document.getElementById(id);
}

/**
 * True when Enter should end the edit although the editor itself would do nothing with it or begin a line: a box of
 * choices in which nothing is marked and nothing typed, a tick, a text of several lines.
 */
export function enterEnds(element: EventTarget | null, { altKey, shiftKey }: EditorKey): boolean {
  if (element instanceof HTMLTextAreaElement) return !altKey && !shiftKey;
  if (!(element instanceof HTMLInputElement)) return element instanceof HTMLSelectElement;
  if (element.type === 'checkbox' || element.type === 'radio') return true;
  const opensList = element.getAttribute('aria-haspopup') === 'listbox';
  const hasTyped = element.dataset['typed'] === 'yes' && element.value !== '';
  return opensList && markedChoice(element) === null && !hasTyped;
}
