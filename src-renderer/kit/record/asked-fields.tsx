/** Asks for a few fields, of a record or of several, before something can be done. */
import { Button, Modal } from '@mantine/core';
import { useRef, useState } from 'react';
import type { Values } from '../../../crm/kernel/derive.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { useFocusBack } from '../session/use-focus-back.ts';
import { FieldInput } from './field-input.tsx';
import { useRefusedFocus } from './use-refused-focus.ts';
import { useLinkedTitles } from './use-linked-titles.ts';
import { DialogFoot } from '../acts/dialog-foot.tsx';

export interface AskedOf {
  readonly entity: EntityDef;
  /** Keys, in the order in which they are asked for. */
  readonly keys: readonly string[];
  readonly required: readonly string[];
  /** What stands there already. */
  readonly values: Values;
}

/** By the name of the entity. */
export type Said = Readonly<Record<string, Values>>;

interface AskedFieldsProps {
  /** One an entity; named above its fields where there are several. */
  readonly of: readonly AskedOf[];
  readonly title: string;
  readonly help?: string;
  /** What is done then, and what it is to leave it. */
  readonly submit: string;
  readonly leave: string;
  /** null: the person thought better of it. */
  readonly onAnswer: (said: Said | null) => void;
}

export function AskedFields({ of, onAnswer, ...props }: AskedFieldsProps) {
  useFocusBack();
  const latest = useRef<Said>({});
  const [said, setSaid] = useState<Said>({});
  /** How often it was sent with something left out. */
  const [refusals, setRefusals] = useState(0);
  const form = useRefusedFocus(refusals === 0 ? null : refusals);
  const submit = (): void => {
    // What was typed last is committed as its field loses the focus.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    if (of.every((one) => missingIn(one, latest.current).length === 0)) onAnswer(latest.current);
    else setRefusals((before) => before + 1);
  };
  const commit = (entity: string, key: string, value: unknown): void => {
    const { [entity]: before } = latest.current;
    latest.current = { ...latest.current, [entity]: { ...before, [key]: value } };
    setSaid(latest.current);
  };
  return (
    <Modal
      opened
      onClose={() => onAnswer(null)}
      title={props.title}
      closeButtonProps={{ 'aria-label': props.leave }}
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Ctrl-Enter anywhere in it sends it */}
      <form
        ref={form}
        className="stage-requirements"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          submit();
        }}
      >
        {props.help !== undefined && <p className="field-help">{props.help}</p>}
        {of.map((one, index) => (
          <AskedRecord
            key={one.entity.name}
            of={one}
            said={said[one.entity.name] ?? {}}
            missing={refusals > 0 ? missingIn(one, said) : []}
            named={of.length > 1}
            isFirst={index === 0}
            onCommit={(key, value) => commit(one.entity.name, key, value)}
          />
        ))}
        <DialogFoot onCancel={() => onAnswer(null)}>
          <Button type="submit">{props.submit}</Button>
        </DialogFoot>
      </form>
    </Modal>
  );
}

interface AskedRecordProps {
  readonly of: AskedOf;
  readonly said: Values;
  readonly missing: readonly string[];
  readonly named: boolean;
  readonly isFirst: boolean;
  readonly onCommit: (key: string, value: unknown) => void;
}

function AskedRecord({ of, said, missing, named, isFirst, onCommit }: AskedRecordProps) {
  const { entity, keys, required } = of;
  const values = { ...of.values, ...said };
  const titleOf = useLinkedTitles(entity, values);
  const inputs = keys.map((key, index) => {
    const field = entity.fields[key];
    if (field === undefined) return null;
    return (
      <FieldInput
        key={key}
        entity={entity.name}
        fieldKey={key}
        field={required.includes(key) ? { ...field, required: true } : field}
        value={values[key]}
        autoFocus={isFirst && index === 0}
        startsOpen={isFirst && index === 0}
        titleOf={titleOf}
        refusal={missing.includes(key) ? 'Fill this in.' : undefined}
        onCommit={(value) => onCommit(key, value)}
        onCancel={() => undefined}
      />
    );
  });
  if (!named) return inputs;
  return (
    <fieldset className="asked-record">
      <legend>{entity.label.one}</legend>
      {inputs}
    </fieldset>
  );
}

function missingIn({ entity, required, values }: AskedOf, said: Said): readonly string[] {
  const known = { ...values, ...said[entity.name] };
  return required.filter((key) => isEmpty(known[key]));
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  );
}
