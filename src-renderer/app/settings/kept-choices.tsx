import { Button } from '@mantine/core';
import { Icon } from '../../kit/icons/icon.tsx';
import './kept-choices.css';

/** In place of an id: one that does not exist yet. */
export const NEW = 'new';

interface KeptChoice {
  readonly id: string;
  readonly name: string;
  readonly hint?: string | undefined;
}

interface KeptChoicesProps {
  readonly all: readonly KeptChoice[];
  /** Id of the one that is edited below, `NEW`, or null. */
  readonly chosen: string | null;
  readonly newLabel: string;
  readonly onChoose: (id: string) => void;
}

/** What the workspace keeps of a kind, side by side: one is chosen to be edited, or a new one begun. */
export function KeptChoices({ all, chosen, newLabel, onChoose }: KeptChoicesProps) {
  return (
    <ul className="kept-choices">
      {all.map(({ id, name, hint }) => (
        <li key={id}>
          <button
            type="button"
            className="kept-choice"
            aria-pressed={id === chosen}
            onClick={() => onChoose(id)}
          >
            <strong>{name}</strong>
            {hint !== undefined && <span className="field-help">{hint}</span>}
          </button>
        </li>
      ))}
      <li>
        <Button
          variant="default"
          leftSection={<Icon name="plus" size={14} />}
          onClick={() => onChoose(NEW)}
        >
          {newLabel}
        </Button>
      </li>
    </ul>
  );
}
