/**
 * Copy and paste of whoever has the focus in a list. The browser tells these events where the text caret is, not where
 * the focus is: after a click on any text of the page that is elsewhere, and the list itself would hear nothing.
 */
import { useEffect, useEffectEvent, type RefObject } from 'react';

interface ClipboardActs {
  readonly copy: (clipboard: DataTransfer) => void;
  readonly paste: (text: string) => void;
}

export function useClipboard(list: RefObject<HTMLElement | null>, acts: ClipboardActs): void {
  const heard = useEffectEvent((event: ClipboardEvent): void => {
    const { clipboardData, target, type } = event;
    if (clipboardData === null || document.activeElement !== list.current) return;
    // Text that is marked somewhere is what is meant.
    const isMarked = document.getSelection()?.isCollapsed === false;
    if (type === 'copy' && isMarked && target !== list.current) return;
    event.preventDefault();
    if (type === 'copy') acts.copy(clipboardData);
    else acts.paste(clipboardData.getData('text/plain'));
  });
  useEffect(() => {
    const hear = (event: ClipboardEvent): void => heard(event);
    document.addEventListener('copy', hear);
    document.addEventListener('paste', hear);
    return () => {
      document.removeEventListener('copy', hear);
      document.removeEventListener('paste', hear);
    };
  }, []);
}
