/** Asks for a few fields of a record before something can be done with it. */
import { Button, Group, Modal } from '@mantine/core';
import { useRef, useState } from 'react';
import type { Values } from '../../../crm/kernel/derive.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { TitleOf } from '../session/session.tsx';
import { useFocusBack } from '../session/use-focus-back.ts';
import { FieldInput } from './field-input.tsx';

interface AskedFieldsProps {
  readonly entity: EntityDef;
  /** Keys, in the order in which they are asked for. */
  readonly keys: readonly string[];
  readonly required: readonly string[];
  /** What stands there already. */
  readonly values: Values;
  readonly title: string;
  readonly help?: string;
  /** What is done then, and what it is to leave it. */
  readonly submit: string;
  readonly leave: string;
  /** null: the person thought better of it. */
  readonly onAnswer: (values: Values | null) => void;
}

const NO_TITLES: TitleOf = () => undefined;

export function AskedFields(props: AskedFieldsProps) {
  useFocusBack();
  const { entity, keys, required, onAnswer } = props;
  const latest = useRef<Values>({});
  const [missing, setMissing] = useState<readonly string[]>([]);
  const [shown, setShown] = useState<Values>({});
  const submit = (): void => {
    // What was typed last is committed as its field loses the focus.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    const left = required.filter((key) => isEmpty({ ...props.values, ...latest.current }[key]));
    if (left.length > 0) setMissing(left);
    else onAnswer(latest.current);
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
        {keys.map((key, index) => {
          const field = entity.fields[key];
          if (field === undefined) return null;
          return (
            <FieldInput
              key={key}
              entity={entity.name}
              fieldKey={key}
              field={required.includes(key) ? { ...field, required: true } : field}
              value={key in shown ? shown[key] : props.values[key]}
              autoFocus={index === 0}
              titleOf={NO_TITLES}
              refusal={missing.includes(key) ? 'Fill this in.' : undefined}
              onCommit={(value) => {
                latest.current = { ...latest.current, [key]: value };
                setShown(latest.current);
                setMissing((before) => before.filter((other) => other !== key));
              }}
              onCancel={() => undefined}
            />
          );
        })}
        <Group className="dialog-foot">
          <Button variant="subtle" color="gray" onClick={() => onAnswer(null)}>
            Cancel
          </Button>
          <Button type="submit">{props.submit}</Button>
        </Group>
      </form>
    </Modal>
  );
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}
