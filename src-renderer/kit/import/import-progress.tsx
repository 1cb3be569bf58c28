import { Button, Progress } from '@mantine/core';
import { useState } from 'react';
import { numberFormat } from '../fields/formatters.ts';
import { useSession } from '../session/session.tsx';

interface ImportProgressProps {
  readonly fileName: string;
  /** In records; null at the very beginning. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly onCancel: () => void;
}

/** How far an import is that writes, and the way out of it. */
export function ImportProgress({ fileName, progress, onCancel }: ImportProgressProps) {
  const { locale } = useSession();
  const number = numberFormat(locale, {});
  // What is on its way to the disk comes to its end before all of it is taken back.
  const [stopping, setStopping] = useState(false);
  const share =
    progress === null || progress.total === 0 ? 0 : (progress.done / progress.total) * 100;
  return (
    <div className="empty">
      <h2>Importing {fileName}</h2>
      <Progress className="import-progress" value={share} aria-label="Progress of the import" />
      <p role="status">
        {stopping
          ? 'Stopping: what was written so far is taken back'
          : progress === null
            ? 'Beginning'
            : `${number.format(progress.done)} of ${number.format(progress.total)} records`}
      </p>
      <Button
        variant="default"
        loading={stopping}
        onClick={() => {
          setStopping(true);
          onCancel();
        }}
      >
        Stop and take back
      </Button>
    </div>
  );
}
