import { useEffect, useId, useState } from 'react';
import type { FieldDef } from '../../../crm/kernel/field-kinds.ts';
import { viewOf } from '../field-views.ts';
import type { TitleOf } from '../session/session.tsx';

interface FieldInputProps {
  readonly entity: string;
  readonly fieldKey: string;
  readonly field: FieldDef;
  readonly value: unknown;
  readonly autoFocus: boolean;
  /** Its list of choices lies open at once: where there is no other field that it could cover. */
  readonly startsOpen?: boolean;
  readonly titleOf: TitleOf;
  /** A problem from outside: a refusal of the worker, or a required field that was left out. */
  readonly refusal?: string | undefined;
  /** False where the label stands elsewhere already. */
  readonly withLabel?: boolean;
  readonly onCommit: (value: unknown) => void;
  readonly onCancel: () => void;
  readonly onProblem?: () => void;
}

/** An input of whichever kind with its label, its help and what is wrong with what was typed. */
export function FieldInput(props: FieldInputProps) {
  const { field, withLabel = true } = props;
  const { Input } = viewOf(field);
  const id = useId();
  const [reason, setReason] = useState<string>();
  const problem = reason === undefined ? props.refusal : `${field.label} ${reason}.`;
  const noteId = `${id}-note`;
  const note = problem ?? field.help;

  // The inputs of the component library describe themselves only by texts that they draw themselves.
  useEffect(() => {
    const input = document.getElementById(id);
    if (note === undefined) input?.removeAttribute('aria-describedby');
    else input?.setAttribute('aria-describedby', noteId);
  }, [id, note, noteId]);

  return (
    <div
      className="field-input"
      data-field={props.fieldKey}
      {...(problem === undefined ? {} : { 'data-refused': '' })}
    >
      <label htmlFor={id} className={withLabel ? 'field-label' : 'visually-hidden'}>
        {field.label}
        {field.required === true && (
          <span className="field-required" aria-hidden="true">
            {' '}
            *
          </span>
        )}
      </label>
      <Input
        field={field}
        value={props.value ?? undefined}
        entity={props.entity}
        fieldKey={props.fieldKey}
        inputId={id}
        autoFocus={props.autoFocus}
        startsOpen={props.startsOpen === true}
        problem={problem}
        titleOf={props.titleOf}
        onCommit={(value) => {
          setReason(undefined);
          props.onCommit(value);
        }}
        onCancel={() => {
          setReason(undefined);
          props.onCancel();
        }}
        onProblem={(next) => {
          setReason(next);
          props.onProblem?.();
        }}
      />
      {note !== undefined && (
        <p
          id={noteId}
          className={problem === undefined ? 'field-help' : 'field-problem'}
          {...(problem === undefined ? {} : { role: 'alert' })}
        >
          {note}
        </p>
      )}
    </div>
  );
}
