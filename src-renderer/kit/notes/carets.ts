/**
 * How another person's caret and selection look. Name and colour come from other programs: the name goes in as text,
 * the colour only if it is one.
 */
import type { DecorationAttrs } from '@tiptap/pm/view';
import { colorOf } from '../../../crm/contracts/person-color.ts';

export interface CaretUser {
  readonly name: string;
  readonly color: string;
}

const NAME_MAX_CHARS = 60;

function readUser(user: Readonly<Record<string, unknown>>): CaretUser {
  const { name, color } = user;
  const shown =
    typeof name === 'string' && name !== '' ? name.slice(0, NAME_MAX_CHARS) : 'Somebody';
  const isColor = typeof color === 'string' && /^#[0-9a-f]{6}$/i.test(color);
  return { name: shown, color: isColor ? color : colorOf(shown) };
}

/** Colours are set as properties: the content security policy allows no style attribute in markup. */
export function caretElement(user: Readonly<Record<string, unknown>>): HTMLElement {
  const { name, color } = readUser(user);
  const caret = document.createElement('span');
  caret.className = 'note-caret';
  caret.style.setProperty('--note-caret-color', color);
  const label = document.createElement('span');
  label.className = 'note-caret-label';
  label.textContent = name;
  caret.append(label);
  return caret;
}

export function selectionMark(user: Readonly<Record<string, unknown>>): DecorationAttrs {
  return {
    nodeName: 'span',
    class: 'note-selection',
    style: `background-color: ${readUser(user).color}33`,
  };
}
