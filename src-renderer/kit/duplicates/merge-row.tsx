import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { viewOf } from '../field-views.ts';
import type { TitleOf } from '../session/session.tsx';
import { ALL, type MergeField } from './merge-choices.ts';

interface MergeRowProps {
  readonly entity: EntityDef;
  readonly field: MergeField;
  readonly rows: readonly AnyRow[];
  readonly chosen: string;
  readonly titleOf: TitleOf;
  readonly onChoose: (id: string) => void;
}

/** One field: arrows choose between the records, Tab goes to the next field. */
export function MergeRow({ entity, field, rows, chosen, titleOf, onChoose }: MergeRowProps) {
  const definition = entity.fields[field.key];
  if (definition === undefined) return null;
  const { Cell } = viewOf(definition);
  const choice = (id: string) => (
    <input
      type="radio"
      name={`take-${field.key}`}
      value={id}
      checked={chosen === id}
      aria-label={id === ALL ? `${definition.label}: all of them` : undefined}
      onChange={() => onChoose(id)}
    />
  );
  return (
    <tr role="radiogroup" aria-label={definition.label}>
      <th scope="row">
        {definition.label}
        {field.unites && (
          <label className="merge-all" data-chosen={chosen === ALL}>
            {choice(ALL)} all of them
          </label>
        )}
      </th>
      {rows.map((row) => {
        const value = row[field.key];
        return (
          <td key={row.id} data-chosen={chosen === row.id || chosen === ALL}>
            <label className="merge-cell">
              {choice(row.id)}
              <span className="merge-value">
                {value === undefined || value === null ? (
                  <span className="merge-none">nothing</span>
                ) : (
                  <Cell field={definition} value={value} titleOf={titleOf} room="list" />
                )}
              </span>
            </label>
          </td>
        );
      })}
    </tr>
  );
}
