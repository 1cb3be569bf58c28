import { Select } from '@mantine/core';
import { useState } from 'react';
import type { Outcome } from '../../../../crm/kernel/pipelines.ts';
import { useActs } from '../../../kit/acts/acts.ts';
import { NewByName } from '../new-by-name.tsx';

const OUTCOMES: readonly { readonly value: Outcome; readonly label: string }[] = [
  { value: 'open', label: 'Open' },
  { value: 'won', label: 'Won' },
  { value: 'lost', label: 'Lost' },
];

export function NewStage({ pipeline }: { readonly pipeline: string }) {
  const acts = useActs();
  const [outcome, setOutcome] = useState<Outcome>('open');
  return (
    <NewByName
      thing="stage"
      onAdd={(label) =>
        acts.run('pipeline.addStage', { pipeline, label, outcome }, `Stage ${label} added`)
      }
    >
      <Select
        aria-label="A deal in it is"
        data={[...OUTCOMES]}
        value={outcome}
        allowDeselect={false}
        onChange={(value) => value !== null && setOutcome(value)}
      />
    </NewByName>
  );
}
