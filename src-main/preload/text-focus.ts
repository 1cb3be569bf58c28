const textInputTypes = new Set(['text', 'search', 'email', 'tel', 'url', 'password', 'number', '']);

/**
 * Undo from the menu means the typing when a plain text field has the focus, and the last command
 * otherwise. Rich text editors keep their own history: for them the command goes to the page.
 */
export function nativeEditAction(
  event: string,
  payload: unknown,
  focused: Element | null,
): 'undo' | 'redo' | null {
  if (event !== 'menu.command' || !isPlainTextField(focused)) return null;
  const command = (payload as { command?: unknown }).command;
  if (command === 'edit.undo') return 'undo';
  return command === 'edit.redo' ? 'redo' : null;
}

function isPlainTextField(element: Element | null): boolean {
  if (element === null) return false;
  const tag = element.tagName.toLowerCase();
  if (tag === 'textarea') return true;
  return tag === 'input' && textInputTypes.has((element.getAttribute('type') ?? '').toLowerCase());
}
