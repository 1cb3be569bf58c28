import { Button, Loader } from '@mantine/core';
import { useEffect } from 'react';
import type { RestoreReport } from '../../../crm/contracts/rpc/workspace-file.rpc.ts';
import { ProblemLine } from '../acts/problem-line.tsx';
import { numberFormat } from '../fields/formatters.ts';
import { Icon } from '../icons/icon.tsx';
import { useSession } from '../session/session.tsx';
import { ImportProgress } from './import-progress.tsx';
import type { ChosenFile } from './import-state.ts';
import { TakenBack } from './taken-back.tsx';
import { useWholeImport, type WholeImport as Import } from './use-whole-import.ts';

interface WholeImportProps {
  readonly file: ChosenFile;
  readonly onStartOver: () => void;
  /** Whether it has been written: the steps above say so. */
  readonly onDone: (isDone: boolean) => void;
}

/** A file that Rapport wrote of a whole workspace: its columns need no matching. */
export function WholeImport({ file, onStartOver, onDone }: WholeImportProps) {
  const work = useWholeImport(file);
  const { state } = work;
  const isDone = state.step === 'done';
  useEffect(() => onDone(isDone), [isDone, onDone]);
  switch (state.step) {
    case 'reading':
      return (
        <div className="empty" role="status">
          <Loader size="sm" />
          <p>Reading {file.name} and comparing it with what is here</p>
        </div>
      );
    case 'failed':
      return (
        <div className="empty">
          <ProblemLine problem={state.problem} />
          <Button variant="light" onClick={onStartOver}>
            Choose another file
          </Button>
        </div>
      );
    case 'rehearsed':
      return <Rehearsed state={state} file={file} work={work} onStartOver={onStartOver} />;
    case 'running':
      return (
        <ImportProgress
          fileName={file.name}
          progress={state.progress}
          onCancel={() => void work.cancel()}
        />
      );
    case 'done':
      return <Done state={state} work={work} onStartOver={onStartOver} />;
    default:
      return state satisfies never;
  }
}

interface StepProps<Step extends Import['state']['step']> {
  readonly state: Extract<Import['state'], { readonly step: Step }>;
  readonly work: Import;
}

/** What the button says: a file may bring nothing but notes. */
function workIn(report: RestoreReport, format: (value: number) => string): string | undefined {
  const records = report.entities.reduce((sum, one) => sum + one.created + one.updated, 0);
  if (records > 0) return `Import ${format(records)} ${records === 1 ? 'record' : 'records'}`;
  const notes = report.notes.created + report.notes.merged;
  return notes === 0 ? undefined : `Import ${format(notes)} ${notes === 1 ? 'note' : 'notes'}`;
}

function Rehearsed({
  state,
  file,
  work,
  onStartOver,
}: StepProps<'rehearsed'> & Omit<WholeImportProps, 'onDone'>) {
  const { locale } = useSession();
  const offer = workIn(state.report, (value) => numberFormat(locale, {}).format(value));
  return (
    <>
      <p className="import-lead">
        <span>
          <strong>{file.name}</strong> holds a whole workspace. Nothing is written yet. This is what
          the import would do:
        </span>
      </p>
      <Figures report={state.report} isDone={false} />
      <ProblemLine problem={state.problem} />
      <footer className="import-foot">
        <Button variant="subtle" color="gray" onClick={onStartOver}>
          Another file
        </Button>
        <Button disabled={offer === undefined} onClick={() => void work.run()}>
          {offer ?? 'Nothing to import'}
        </Button>
      </footer>
    </>
  );
}

function Done({
  state: { report, undone, problem },
  work,
  onStartOver,
}: StepProps<'done'> & Pick<WholeImportProps, 'onStartOver'>) {
  if (undone) return <TakenBack onStartOver={onStartOver} />;
  return (
    <>
      <p className="import-lead" role="status">
        <Icon name="check" size={16} /> Imported.
      </p>
      <Figures report={report} isDone />
      <ProblemLine problem={problem} />
      <footer className="import-foot">
        {report.batch !== '' && (
          <Button
            variant="subtle"
            color="gray"
            leftSection={<Icon name="undo" size={14} />}
            onClick={() => void work.undo()}
          >
            Undo the import
          </Button>
        )}
        <Button variant="default" onClick={onStartOver}>
          Import another file
        </Button>
      </footer>
    </>
  );
}

const changes = ({ created, updated }: RestoreReport['entities'][number]): boolean =>
  created + updated > 0;

function Figures({ report, isDone }: { readonly report: RestoreReport; readonly isDone: boolean }) {
  const { locale } = useSession();
  const format = (value: number): string => numberFormat(locale, {}).format(value);
  const { created, merged } = report.notes;
  // Of thirty kinds, those that become others are read first.
  const kinds = report.entities.toSorted(
    (one, other) => Number(changes(other)) - Number(changes(one)),
  );
  return (
    <>
      <table className="import-columns import-whole">
        <caption className="visually-hidden">What the file holds, by kind of record</caption>
        <thead>
          <tr>
            <th scope="col">Records</th>
            {[isDone ? 'Created' : 'To create', isDone ? 'Updated' : 'To update', 'Unchanged'].map(
              (label) => (
                <th key={label} scope="col" className="import-number">
                  {label}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {kinds.map(({ entity, label, created, updated, unchanged }) => (
            <tr key={entity}>
              <th scope="row">{label}</th>
              <td className="import-number">{format(created)}</td>
              <td className="import-number">{format(updated)}</td>
              <td className="import-number">{format(unchanged)}</td>
            </tr>
          ))}
          {created + merged > 0 && (
            <tr>
              <th scope="row">Notes</th>
              <td className="import-number">{format(created)}</td>
              <td className="import-number">{format(merged)}</td>
              <td aria-label="Not counted" />
            </tr>
          )}
        </tbody>
      </table>
      {merged > 0 && (
        <p className="field-help">
          What is written in a note here stays; text of the file that it lacks is put in.
        </p>
      )}
      {report.unknown.length > 0 && (
        <p className="field-help">
          This workspace has no records of these kinds, so they are left out:{' '}
          {report.unknown.join(', ')}.
        </p>
      )}
      {report.problems.length > 0 && (
        <section aria-label="Values that were left out">
          <h2>Values that were left out</h2>
          <ul className="import-notes">
            {report.problems.map(({ file, row, what }) => (
              <li key={`${file} ${row} ${what}`}>
                {file}
                {row > 0 && `, row ${format(row)}`}: {what}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
