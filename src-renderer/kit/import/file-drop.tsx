/** A file that is dropped or pasted anywhere on the window begins its import; e-mails are taken in. */
import { memo, useEffect, useState } from 'react';
import { Icon } from '../icons/icon.tsx';
import { isLetter } from '../mail/is-letter.ts';

let waiting: File | undefined;

/** The file that was dropped and that no import has taken yet. */
export function takeDroppedFile(): File | undefined {
  const file = waiting;
  waiting = undefined;
  return file;
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') === true;
}

interface FileDropProps {
  /** Go to the import, which takes the file. */
  readonly onFile: () => void;
  readonly onLetters: (letters: readonly File[]) => void;
}

export const FileDrop = memo(function FileDrop({ onFile, onLetters }: FileDropProps) {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const drag = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    // Leaving one element for another inside the window is no leaving; outside there is none to go to.
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      setOver(false);
      if (!event.defaultPrevented && take(event.dataTransfer)) event.preventDefault();
    };
    const paste = (event: ClipboardEvent): void => {
      if (!event.defaultPrevented && take(event.clipboardData)) event.preventDefault();
    };
    const take = (given: DataTransfer | null): boolean => {
      const files = [...(given?.files ?? [])];
      const letters = files.filter(isLetter);
      const [file] = files;
      if (file === undefined) return false;
      if (letters.length > 0) onLetters(letters);
      else {
        waiting = file;
        onFile();
      }
      return true;
    };
    window.addEventListener('dragover', drag);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    window.addEventListener('paste', paste);
    return () => {
      window.removeEventListener('dragover', drag);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
      window.removeEventListener('paste', paste);
    };
  }, [onFile, onLetters]);
  if (!over) return null;
  return (
    <div className="drop-over" role="status">
      <Icon name="upload" size={28} />
      <p>Drop the file to import it, or an e-mail to take it in</p>
    </div>
  );
});
