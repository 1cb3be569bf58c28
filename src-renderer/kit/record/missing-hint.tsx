/** What a whole record of its kind has and this one lacks; each leads to its field, and one key to the first. */
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { usePageKey } from './use-page-key.ts';

export const FILL_KEY = 'i';

interface MissingHintProps {
  readonly entity: EntityDef;
  readonly row: AnyRow;
  readonly isEditing: boolean;
  readonly onFill: (key: string) => void;
}

export function MissingHint({ entity, row, isEditing, onFill }: MissingHintProps) {
  const { missing, completeness } = row as Readonly<Record<string, unknown>>;
  const labels =
    typeof missing === 'string' && row.archivedAt === undefined ? missing.split(', ') : [];
  const keys = Object.keys(entity.fields).filter((key) =>
    labels.includes(entity.fields[key]?.label ?? ''),
  );
  const inOrder = entity.sections
    .flatMap(({ fields }) => fields)
    .filter((key) => keys.includes(key) && entity.fields[key]?.readOnly !== true);
  const [first] = inOrder;
  usePageKey(FILL_KEY, first === undefined || isEditing ? null : () => onFill(first));
  if (first === undefined) return null;
  return (
    <p className="record-missing">
      <span className="record-missing-share">{String(completeness)} % complete, missing:</span>
      {inOrder.map((key) => (
        <button key={key} type="button" onClick={() => onFill(key)}>
          {entity.fields[key]?.label}
        </button>
      ))}
    </p>
  );
}
