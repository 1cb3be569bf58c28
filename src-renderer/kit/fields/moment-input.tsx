/** A date, with or without a time: typed in the person's own order, or picked. */
import { TextInput } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import { kindOf, type FieldDef } from '../../../crm/kernel/field-kinds.ts';
import { useParseContext } from '../session/session.tsx';
import { DatePopover } from './date-popover.tsx';
import type { InputProps } from './field-view.ts';
import { focusOnce } from './typed-input.tsx';
import { useOncePer } from './use-once-per.ts';
import { useLeave } from './use-leave.ts';

interface MomentInputProps<Field> extends InputProps<string, Field> {
  /** The value as a person would type it. */
  readonly text: string;
  readonly placeholder: string;
  /** From the typed text to the stored value, where the kind's own reading is not local enough. */
  readonly read?: (text: string) => string | null;
  readonly day: string | undefined;
  readonly onDay: (day: string) => void;
}

export function MomentInput<Field extends FieldDef>(props: MomentInputProps<Field>) {
  const { field, text, day, onDay } = props;
  const context = useParseContext();
  const [draft, setDraft] = useState(text);
  const [shownText, setShownText] = useState(text);
  if (text !== shownText) {
    setShownText(text);
    setDraft(text);
  }

  const once = useOncePer();

  const commit = (): void => once(draft, settle);
  const settle = (): void => {
    if (draft === text && props.problem === undefined) {
      props.onCancel();
      return;
    }
    if (draft.trim() === '') {
      props.onCommit(null);
      return;
    }
    const local = props.read?.(draft);
    if (typeof local === 'string') {
      props.onCommit(local);
      return;
    }
    const parsed = kindOf(field).parse(draft, field, context);
    if (parsed.ok) props.onCommit(parsed.value as string);
    else props.onProblem(parsed.reason);
  };
  const leave = useLeave(commit);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    commit();
  };

  return (
    <div {...leave}>
      <TextInput
        id={props.inputId}
        value={draft}
        error={props.problem !== undefined}
        placeholder={props.placeholder}
        aria-required={field.required === true}
        ref={focusOnce(props.autoFocus)}
        onKeyDown={onKeyDown}
        onChange={(event) => setDraft(event.currentTarget.value)}
        rightSection={<DatePopover label={field.label} day={day} onPick={onDay} />}
      />
    </div>
  );
}
