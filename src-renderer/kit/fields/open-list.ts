import { useCallback, useEffect, useReducer } from 'react';

/**
 * The library tells an input which list it controls in the drawing after the one that opened the list; until then a
 * reader of the screen does not know whose choices these are. `isOpen`: it opens as it is made, or choices have come to
 * an open one. Gives what is to be called when it has opened otherwise.
 */
export function useOpenedList(isOpen: boolean): () => void {
  const [, drawAgain] = useReducer((times: number) => times + 1, 0);
  const opened = useCallback(() => void requestAnimationFrame(drawAgain), []);
  useEffect(() => {
    if (isOpen) opened();
  }, [isOpen, opened]);
  return opened;
}
