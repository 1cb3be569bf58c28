/** The input of every kind whose value is typed as one text and read by the kind's own `parse`. */
import { TextInput, Textarea } from '@mantine/core';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { kindOf, type FieldDef } from '../../../crm/kernel/field-kinds.ts';
import { useParseContext } from '../session/session.tsx';
import type { InputProps } from './field-view.ts';
import { useOncePer } from './use-once-per.ts';

interface TypedInputProps<Value, Field> extends InputProps<Value, Field> {
  /** The value as the text that a person would type. */
  readonly text: string;
  readonly placeholder?: string;
  readonly multiline?: boolean;
  readonly inputMode?: 'text' | 'decimal' | 'numeric' | 'url';
  readonly rightSection?: ReactNode;
}

export function TypedInput<Value, Field extends FieldDef>(props: TypedInputProps<Value, Field>) {
  const { field, text, inputId, autoFocus, problem, multiline = false } = props;
  const context = useParseContext();
  const [draft, setDraft] = useState(text);
  const [shownText, setShownText] = useState(text);
  // A value that changes underneath (a teammate, an undo) replaces what was not being edited.
  if (text !== shownText) {
    setShownText(text);
    setDraft(text);
  }
  const once = useOncePer();

  const commit = (): void => once(draft, settle);
  const settle = (): void => {
    if (draft === text && problem === undefined) {
      props.onCancel();
      return;
    }
    if (draft.trim() === '') {
      props.onCommit(null);
      return;
    }
    const parsed = kindOf(field).parse(draft, field, context);
    if (parsed.ok) props.onCommit(parsed.value as Value);
    else props.onProblem(parsed.reason);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const asksToSave = event.key === 'Enter' && (!multiline || event.ctrlKey || event.metaKey);
    if (asksToSave && !event.nativeEvent.isComposing) {
      event.preventDefault();
      commit();
    }
  };

  const shared = {
    id: inputId,
    value: draft,
    error: problem !== undefined,
    placeholder: props.placeholder ?? '',
    'aria-required': field.required === true,
    'data-autofocus': autoFocus || undefined,
    spellCheck: field.kind === 'text' || field.kind === 'longText',
    onBlur: commit,
    onKeyDown,
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => {
      setDraft(event.currentTarget.value);
    },
    ref: focusOnce(autoFocus),
  };
  return multiline ? (
    <Textarea {...shared} autosize minRows={3} maxRows={14} />
  ) : (
    <TextInput
      {...shared}
      inputMode={props.inputMode ?? 'text'}
      rightSection={props.rightSection}
    />
  );
}

/** Puts the caret in as the element appears; `autoFocus` would also scroll the page. */
export function focusOnce(wanted: boolean) {
  return wanted ? focusAndSelect : undefined;
}

function focusAndSelect(element: HTMLInputElement | HTMLTextAreaElement | null): void {
  if (element === null || element.dataset['focused'] === 'yes') return;
  element.dataset['focused'] = 'yes';
  element.focus({ preventScroll: true });
  element.select();
}
