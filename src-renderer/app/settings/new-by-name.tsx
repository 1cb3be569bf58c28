import { Button, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Problem } from '../../../crm/kernel/result.ts';
import { useOneAtATime } from '../../kit/acts/use-one-at-a-time.ts';
import './pipelines/pipelines.css';

/** As long as the name of a stage may be, and of anything else that stands in a list beside others. */
const NAME_MAX_CHARS = 80;

interface NewByNameProps {
  /** “stage” */
  readonly thing: string;
  /** What has to be said besides. */
  readonly children?: ReactNode;
  readonly onAdd: (name: string) => Promise<Problem | null>;
}

/** A line that adds something by its name; refused, it says why beside what was typed. */
export function NewByName({ thing, children, onAdd }: NewByNameProps) {
  const oneAtATime = useOneAtATime();
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const add = async (): Promise<void> => {
    const wanted = name.trim();
    if (wanted === '') return;
    const refused = await onAdd(wanted);
    setProblem(refused);
    if (refused === null) setName('');
  };
  return (
    <form
      className="new-by-name"
      onSubmit={(event) => {
        event.preventDefault();
        oneAtATime(add);
      }}
    >
      <TextInput
        aria-label={`Name of a new ${thing}`}
        placeholder={`New ${thing}`}
        value={name}
        maxLength={NAME_MAX_CHARS}
        error={problem === null ? undefined : `${problem.message} ${problem.remedy}`}
        onChange={(event) => {
          setProblem(null);
          setName(event.currentTarget.value);
        }}
      />
      {children}
      <Button type="submit" variant="default">
        Add {thing}
      </Button>
    </form>
  );
}
