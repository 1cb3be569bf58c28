import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Outcome } from '../../../../crm/kernel/pipelines.ts';
import { useCommand } from './use-command.ts';

const OUTCOMES: readonly { readonly value: Outcome; readonly label: string }[] = [
  { value: 'open', label: 'Open' },
  { value: 'won', label: 'Won' },
  { value: 'lost', label: 'Lost' },
];

export function NewStage({ pipeline }: { readonly pipeline: string }) {
  const run = useCommand();
  const [label, setLabel] = useState('');
  const [outcome, setOutcome] = useState<Outcome>('open');
  const add = async (): Promise<void> => {
    const wanted = label.trim();
    if (wanted === '') return;
    const input = { pipeline, label: wanted, outcome };
    if (await run('pipeline.addStage', input, `Stage ${wanted} added`)) setLabel('');
  };
  return (
    <form
      className="stage-new"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <TextInput
        aria-label="Name of a new stage"
        placeholder="New stage"
        value={label}
        maxLength={80}
        onChange={(event) => setLabel(event.currentTarget.value)}
      />
      <Select
        aria-label="A deal in it is"
        data={[...OUTCOMES]}
        value={outcome}
        allowDeselect={false}
        onChange={(value) => value !== null && setOutcome(value)}
      />
      <Button type="submit" variant="default">
        Add stage
      </Button>
    </form>
  );
}
