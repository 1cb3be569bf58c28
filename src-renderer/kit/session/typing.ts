/** Whether keys belong to a text that is being written, so that no shortcut may take them. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  ) {
    return true;
  }
  return (
    target instanceof HTMLInputElement &&
    !['checkbox', 'radio', 'button', 'range'].includes(target.type)
  );
}

/** Somebody writes, or answers a dialog: what comes on screen only now must not take the keys away from there. */
export function isBusyElsewhere(): boolean {
  return isTyping(document.activeElement) || document.querySelector('[role="dialog"]') !== null;
}
