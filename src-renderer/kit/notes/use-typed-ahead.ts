/**
 * A text that was opened to be written takes a moment until it is there: it is read first. What is typed meanwhile is
 * kept and put in, letters and line breaks; the cursor goes to its end.
 */
import type { Editor } from '@tiptap/core';
import { useEffect, useRef } from 'react';
import { isTyping } from '../session/typing.ts';

/** A text that does not come has another reason than a busy machine; the keys go back to the page. */
const HOLD_MAX_MS = 5_000;

/** @param turn another number when another text takes the place of the one that is being written */
export function useTypedAhead(editor: Editor | null, turn: number): void {
  const held = useRef('');
  const openedAtMs = useRef<number | null>(null);
  const openedTurn = useRef(turn);
  useEffect(() => {
    if (openedTurn.current !== turn) {
      openedTurn.current = turn;
      openedAtMs.current = null;
    }
    openedAtMs.current ??= performance.now();
    const leftMs = openedAtMs.current + HOLD_MAX_MS - performance.now();
    if (editor?.isFocused === true || leftMs <= 0) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      const typed = event.key === 'Enter' ? '\n' : event.key;
      if (typed.length === 1) held.current += typed;
      else if (event.key === 'Backspace') held.current = held.current.slice(0, -1);
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    const stop = (): void => {
      clearTimeout(timer);
      window.removeEventListener('keydown', onKey, { capture: true });
      editor?.off('focus', give);
    };
    const give = (): void => {
      stop();
      const text = held.current;
      held.current = '';
      // The focus is told of while it is still being taken.
      queueMicrotask(() => {
        if (text !== '' && editor?.isDestroyed === false)
          editor.commands.insertContent(typedParagraphs(text));
      });
    };
    const timer = setTimeout(stop, leftMs);
    window.addEventListener('keydown', onKey, { capture: true });
    editor?.on('focus', give);
    editor?.commands.focus('end', { scrollIntoView: false });
    return stop;
  }, [editor, turn]);
}

/** The first goes on where the cursor is. */
function typedParagraphs(text: string) {
  const [first = '', ...others] = text.split('\n');
  if (others.length === 0) return first;
  return [first, ...others].map((line) => ({
    type: 'paragraph',
    ...(line === '' ? {} : { content: [{ type: 'text', text: line }] }),
  }));
}
