/** A file that is dropped anywhere on the window begins its import. */
import { memo, useEffect, useState } from 'react';
import { Icon } from '../icons/icon.tsx';

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

/** `onFile`: go to the import, which takes the file. */
export const FileDrop = memo(function FileDrop({ onFile }: { readonly onFile: () => void }) {
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
      const file = event.dataTransfer?.files[0];
      if (event.defaultPrevented || file === undefined) return;
      event.preventDefault();
      waiting = file;
      onFile();
    };
    window.addEventListener('dragover', drag);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', drag);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [onFile]);
  if (!over) return null;
  return (
    <div className="drop-over" role="status">
      <Icon name="upload" size={28} />
      <p>Drop the file to import it</p>
    </div>
  );
});
