/** One field of a record: reads as text, becomes an input where it stands, and shows who else is at it. */
import { memo, useRef, useState, type KeyboardEvent } from 'react';
import type { PersonHere } from '../../../crm/contracts/rpc/record.rpc.ts';
import { labelBeforeNumber } from '../../../crm/kernel/fields/auto-number.field.ts';
import type { FieldDef, FieldKindName } from '../../../crm/kernel/field-kinds.ts';
import type { Problem } from '../../../crm/kernel/result.ts';
import { viewOf } from '../field-views.ts';
import { ComputedProblem } from '../fields/computed-problem.tsx';
import { initialsOf } from '../fields/avatar.tsx';
import type { TitleOf } from '../session/session.tsx';
import { leavesByTab } from '../fields/leaves-by-tab.ts';
import { FieldInput } from './field-input.tsx';

interface FieldInPlaceProps {
  readonly entity: string;
  readonly recordId: string;
  readonly fieldKey: string;
  readonly field: FieldDef;
  readonly value: unknown;
  /** What counts as long as there is no value: the probability of a deal's stage. */
  readonly implied: unknown;
  /** Why a computed field has no value. */
  readonly problem: string | undefined;
  readonly titleOf: TitleOf;
  readonly editing: boolean;
  /** Teammates whose focus is on this field. */
  readonly others: readonly PersonHere[];
  readonly onEdit: (fieldKey: string | null) => void;
  readonly onMove: (fieldKey: string, direction: 1 | -1) => void;
  readonly onSave: (fieldKey: string, value: unknown) => Promise<Problem | null>;
}

/** Kinds whose input has room where the value stood: nothing around it moves. */
const ONE_LINE: ReadonlySet<FieldKindName> = new Set([
  'text',
  'number',
  'percent',
  'money',
  'date',
  'dateTime',
  'select',
  'stage',
  'user',
  'link',
  'boolean',
  'url',
]);

export const FieldInPlace = memo(function FieldInPlace(props: FieldInPlaceProps) {
  const { field, fieldKey, value, editing, others } = props;
  const frame = useRef<HTMLDivElement>(null);
  const [refusal, setRefusal] = useState<string>();
  const hasProblem = useRef(false);
  const editable = field.readOnly !== true;
  const [first] = others;

  const leave = (): void => {
    setRefusal(undefined);
    hasProblem.current = false;
    props.onEdit(null);
  };

  const save = async (next: unknown): Promise<void> => {
    hasProblem.current = false;
    if (next === null && value === undefined) {
      leave();
      return;
    }
    // Saved before it is closed: closing forgets what the person began from.
    const saving = props.onSave(fieldKey, next);
    // The field closes at once: the row on screen follows within a frame or two.
    props.onEdit(null);
    const problem = await saving;
    if (problem === null) return setRefusal(undefined);
    setRefusal(`${problem.message} ${problem.remedy}`);
    props.onEdit(fieldKey);
  };

  const startByKey = (event: KeyboardEvent): void => {
    if (event.key !== 'F2') return;
    event.preventDefault();
    props.onEdit(fieldKey);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      leave();
      queueMicrotask(() => frame.current?.querySelector<HTMLElement>('.field-edit')?.focus());
      return;
    }
    if (event.key !== 'Tab' || !leavesByTab(event, event.currentTarget)) return;
    event.preventDefault();
    // Leaving an input commits it; only then is it known whether what was typed can be read.
    const input = document.activeElement;
    if (input instanceof HTMLElement) input.blur();
    if (!hasProblem.current) props.onMove(fieldKey, event.shiftKey ? -1 : 1);
    // The text stays where it can be mended.
    else if (input instanceof HTMLElement) input.focus();
  };

  return (
    <div
      ref={frame}
      className="field"
      data-field={fieldKey}
      data-editing={editing || undefined}
      data-line={ONE_LINE.has(field.kind) || undefined}
      data-wide={(field.kind === 'rows' && Array.isArray(value)) || undefined}
      style={first && { outline: `2px solid ${first.color}`, outlineOffset: 1 }}
    >
      {!editing && (
        <span className="field-label" id={`label-${fieldKey}`}>
          {field.label}
        </span>
      )}
      {first !== undefined && (
        <span
          className="field-person"
          style={{ backgroundColor: first.color }}
          title={`${first.name} is here`}
        >
          {initialsOf(first.name)}
          <span className="visually-hidden">{first.name} is editing this field</span>
        </span>
      )}
      {editing ? (
        // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- listens to keys of the input inside
        <div className="field-editor" onKeyDown={onKeyDown}>
          <FieldInput
            entity={props.entity}
            fieldKey={fieldKey}
            field={field}
            value={value}
            autoFocus
            startsOpen
            titleOf={props.titleOf}
            refusal={refusal}
            onCommit={(next) => void save(next)}
            onCancel={leave}
            onProblem={() => (hasProblem.current = true)}
          />
        </div>
      ) : (
        <div className="field-value" data-editable={editable}>
          {/* Lies under the value, which may hold links of its own: the rest of the field is one large button. */}
          {editable && (
            <button
              type="button"
              className="field-edit"
              aria-label={`Edit ${field.label}`}
              aria-describedby={`value-${fieldKey}`}
              onClick={() => props.onEdit(fieldKey)}
              onKeyDown={startByKey}
            />
          )}
          <span id={`value-${fieldKey}`} className="field-value-inner">
            <Value {...props} />
          </span>
        </div>
      )}
    </div>
  );
});

function Value({ field, value, implied, problem, titleOf, recordId }: FieldInPlaceProps) {
  if (problem !== undefined) return <ComputedProblem problem={problem} room="record" />;
  if (value === undefined || value === null) {
    if (field.kind === 'autoNumber') {
      return (
        <span
          title="The relay gives the number when this desktop next reaches it"
          data-muted="true"
        >
          {labelBeforeNumber(recordId, field)}
        </span>
      );
    }
    if (implied !== undefined) {
      const { Cell: Implied } = viewOf(field);
      return (
        <span className="field-implied" title="By its stage, until somebody says otherwise">
          <Implied field={field} value={implied} titleOf={titleOf} room="record" />
        </span>
      );
    }
    return (
      <span className="field-empty" role="img" aria-label="empty">
        –
      </span>
    );
  }
  const { Cell } = viewOf(field);
  return <Cell field={field} value={value} titleOf={titleOf} room="record" />;
}
