/** A section of the settings that is a list of records of one kind, each edited below the list. */
import { useMemo, useState, type ReactNode } from 'react';
import { titleOf, type Values } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import type { Query } from '../../../crm/kernel/query.ts';
import { useLiveQuery } from '../../kit/session/use-live-query.ts';
import { KeptChoices, NEW } from './kept-choices.tsx';
import { SettingForm } from './setting-form.tsx';

/** More than anybody keeps of one kind. */
const SHOWN_MAX = 500;

interface KeptRecordsProps {
  readonly entity: EntityDef;
  readonly help: string;
  /** Instead of `help` while there is none: what it would be good for. */
  readonly empty: string;
  readonly first?: Values;
  readonly hintOf?: (row: AnyRow) => string | undefined;
  readonly below?: (values: Values) => ReactNode;
  /** Under the list and the form, over all of them. */
  readonly children?: (rows: readonly AnyRow[]) => ReactNode;
}

export function KeptRecords({ entity, help, empty, first, hintOf, ...props }: KeptRecordsProps) {
  const query = useMemo(
    (): Query => ({
      entity: entity.name,
      sort: [{ field: entity.titleFields[0] ?? 'createdAt', direction: 'ascending' }],
      window: { offset: 0, limit: SHOWN_MAX },
    }),
    [entity],
  );
  const { result } = useLiveQuery(query);
  const [chosen, setChosen] = useState<string | null>(null);
  const { many, one } = entity.label;
  if (result === undefined) return <section aria-label={many} aria-busy="true" />;
  const rows = result.rows as unknown as readonly AnyRow[];
  const shown = rows.find(({ id }) => id === chosen);
  const keys = entity.sections
    .flatMap(({ fields }) => fields)
    .filter((key) => entity.fields[key]?.readOnly !== true);
  return (
    <section aria-label={many}>
      <h2>{many}</h2>
      <p className="field-help">{rows.length === 0 ? empty : help}</p>
      <KeptChoices
        all={rows.map((row) => ({
          id: row.id,
          name: titleOf(entity, row),
          hint: hintOf?.(row),
        }))}
        chosen={chosen}
        newLabel={`New ${one.toLowerCase()}`}
        onChoose={setChosen}
      />
      {(chosen === NEW || shown !== undefined) && (
        <SettingForm
          key={chosen}
          entity={entity}
          keys={keys}
          row={shown}
          first={first ?? NOTHING}
          canRemove
          {...(props.below === undefined ? {} : { below: props.below })}
          onDone={setChosen}
        />
      )}
      {props.children?.(rows)}
    </section>
  );
}

const NOTHING: Values = {};
