/** Import of one file: read, match, rehearse, run. Nothing is written before the last step, and that can be undone. */
import { Loader } from '@mantine/core';
import { useEffect, useState } from 'react';
import { ChooseFile } from './choose-file.tsx';
import { takeDroppedFile } from './file-drop.tsx';
import { DoneStep } from './done-step.tsx';
import { ImportProgress } from './import-progress.tsx';
import type { ImportStep } from './import-state.ts';
import { MatchStep } from './match-step.tsx';
import { RehearsedStep } from './rehearsed-step.tsx';
import { useImport } from './use-import.ts';
import { WholeImport } from './whole-import.tsx';

const STEPS = ['File', 'Columns', 'Rehearsal', 'Done'] as const;

function stepIndex(state: ImportStep, isWholeDone: boolean): number {
  switch (state.step) {
    case 'choose':
    case 'reading':
      return 0;
    case 'match':
      return 1;
    case 'whole':
      return isWholeDone ? 3 : 2;
    case 'running':
      return state.rehearsal ? 1 : 2;
    case 'rehearsed':
      return 2;
    case 'done':
      return 3;
    default:
      return state satisfies never;
  }
}

export function ImportPage({ entity }: { readonly entity: string | undefined }) {
  const wizard = useImport(entity);
  const { state, choose } = wizard;
  useEffect(() => {
    const dropped = takeDroppedFile();
    if (dropped !== undefined) void choose(dropped);
  }, [choose]);
  const [isWholeDone, setWholeDone] = useState(false);
  const at = stepIndex(state, isWholeDone);
  return (
    <main className="import">
      <header className="page-header">
        <h1>Import</h1>
        <ol className="import-steps" aria-label="Steps">
          {STEPS.map((label, index) => (
            <li
              key={label}
              aria-current={index === at ? 'step' : undefined}
              data-passed={index < at}
            >
              {label}
            </li>
          ))}
        </ol>
      </header>
      <div className="import-body">
        <Step wizard={wizard} wantedEntity={entity} onWholeDone={setWholeDone} />
      </div>
    </main>
  );
}

interface StepProps {
  readonly wizard: ReturnType<typeof useImport>;
  readonly wantedEntity: string | undefined;
  readonly onWholeDone: (isDone: boolean) => void;
}

function Step({ wizard, wantedEntity, onWholeDone }: StepProps) {
  const { state } = wizard;
  switch (state.step) {
    case 'choose':
      return (
        <ChooseFile
          problem={state.problem}
          entity={wantedEntity}
          onFile={(file) => void wizard.choose(file)}
        />
      );
    case 'reading':
      return (
        <div className="empty" role="status">
          <Loader size="sm" />
          <p>Reading {state.file.name}</p>
        </div>
      );
    case 'whole':
      return <WholeImport file={state.file} onStartOver={wizard.startOver} onDone={onWholeDone} />;
    case 'match':
      return <MatchStep state={state} wizard={wizard} />;
    case 'running':
      return <Running state={state} onCancel={() => void wizard.cancel()} />;
    case 'rehearsed':
      return <RehearsedStep state={state} wizard={wizard} />;
    case 'done':
      return <DoneStep state={state} wizard={wizard} />;
    default:
      return state satisfies never;
  }
}

interface RunningProps {
  readonly state: Extract<ImportStep, { readonly step: 'running' }>;
  readonly onCancel: () => void;
}

function Running({ state, onCancel }: RunningProps) {
  const { file, progress, rehearsal } = state;
  if (rehearsal) {
    return (
      <div className="empty" role="status">
        <Loader size="sm" />
        <p>Trying it out without writing anything</p>
      </div>
    );
  }
  return <ImportProgress fileName={file.name} progress={progress} onCancel={onCancel} />;
}
