import { Button } from '@mantine/core';

interface DeletedDefinitionsProps {
  /** “fields” */
  readonly things: string;
  /** What became of what was kept by them. */
  readonly help: string;
  readonly all: readonly { readonly id: string; readonly name: string; readonly hint?: string }[];
  readonly onRestore: (id: string, name: string) => void;
}

/** What was deleted of the team's own fields or objects, to be brought back. */
export function DeletedDefinitions({ things, help, all, onRestore }: DeletedDefinitionsProps) {
  if (all.length === 0) return null;
  return (
    <section aria-label={`Deleted ${things}`} className="deleted-definitions">
      <h3>Deleted {things}</h3>
      <p className="field-help">{help}</p>
      <ul className="definitions">
        {all.map(({ id, name, hint }) => (
          <li key={id} className="definition-row">
            <span className="definition-name">
              {name} {hint !== undefined && <span className="field-help">{hint}</span>}
            </span>
            <Button
              variant="subtle"
              size="compact-sm"
              aria-label={`Restore ${name}`}
              onClick={() => onRestore(id, name)}
            >
              Restore
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
