import { Button, FileButton } from '@mantine/core';
import { useState, type DragEvent } from 'react';
import type { Problem } from '../../../crm/kernel/result.ts';
import { entityNamed } from '../../../crm/modules/registry.ts';
import { ProblemLine } from '../acts/problem-line.tsx';
import { Icon } from '../icons/icon.tsx';
import { isLetter } from '../mail/is-letter.ts';

interface ChooseFileProps {
  readonly problem: Problem | null;
  readonly entity: string | undefined;
  readonly onFile: (file: File) => void;
}

export function ChooseFile({ problem, entity, onFile }: ChooseFileProps) {
  const [over, setOver] = useState(false);
  const what = entity === undefined ? undefined : entityNamed(entity)?.label.many.toLowerCase();
  const drop = (event: DragEvent): void => {
    setOver(false);
    const [file] = event.dataTransfer.files;
    // E-mails are taken in wherever they are dropped.
    if (file !== undefined && isLetter(file)) return;
    event.preventDefault();
    if (file !== undefined) onFile(file);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the button inside does the same by keyboard
    <section
      className="drop"
      aria-label="Choose a file"
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Icon name="upload" size={28} />
      <h2>Drop a file here</h2>
      <p>CSV, Excel, vCard, iCalendar, or a whole workspace that Rapport exported.</p>
      <p>
        {what === undefined
          ? 'What it holds is recognised by its headers.'
          : `Its rows are read as ${what}; that can be changed in the next step.`}{' '}
        You see what would happen before anything is written, and the whole import can be undone.
      </p>
      <FileButton
        accept=".csv,.tsv,.txt,.xlsx,.vcf,.ics,.zip,text/csv,text/vcard,text/calendar"
        onChange={(file) => file !== null && onFile(file)}
      >
        {(props) => <Button {...props}>Choose a file</Button>}
      </FileButton>
      <ProblemLine problem={problem} />
    </section>
  );
}
