/** A cell while it is edited: the field kind's own input, where the value stood. */
import { useLayoutEffect, useRef, type KeyboardEvent } from 'react';
import type { FieldDef } from '../../../crm/kernel/field-kinds.ts';
import { leavesByTab } from '../fields/leaves-by-tab.ts';
import { FieldInput } from '../record/field-input.tsx';
import type { TitleOf } from '../session/session.tsx';
import { enterEnds, leaveBy, markedChoice, type Leave } from './editor-keys.ts';

interface CellEditorProps {
  readonly entity: string;
  readonly fieldKey: string;
  readonly field: FieldDef;
  readonly value: unknown;
  readonly titleOf: TitleOf;
  /** Why the value that is shown was not taken. */
  readonly refusal: string | undefined;
  readonly onCommit: (value: unknown, leave: Leave) => void;
  /** Unchanged. */
  readonly onLeave: (leave: Leave) => void;
  readonly onEscape: () => void;
}

export function CellEditor(props: CellEditorProps) {
  const frame = useRef<HTMLDivElement>(null);
  const lastKey = useRef<Leave | null>(null);
  /** Enter and Tab commit as they go down the tree; what they commit is known on their way. */
  const leave = (): Leave => lastKey.current ?? 'stay';

  useLayoutEffect(() => moveIntoSight(frame.current), []);

  const onKeyDownCapture = (event: KeyboardEvent): void => {
    lastKey.current = leaveBy(event);
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    if (!enterEnds(event.target, event)) return;
    event.preventDefault();
    event.stopPropagation();
    // Leaving an input commits it.
    (event.target as HTMLElement).blur();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    // The list's own keys are not meant here.
    event.stopPropagation();
    if (event.key === 'Escape') {
      event.preventDefault();
      props.onEscape();
    }
    if (event.key !== 'Tab' || !leavesByTab(event, frame.current)) return;
    event.preventDefault();
    const marked = markedChoice(event.target);
    if (marked !== null) marked.click();
    else {
      const input = event.target as HTMLElement;
      input.blur();
      // What was refused once is not read again, and not left either.
      requestAnimationFrame(() => {
        if (input.isConnected && document.activeElement === document.body) input.focus();
      });
    }
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- listens to keys of the input inside
    <div
      ref={frame}
      className="cell-editor"
      data-kind={props.field.kind}
      onKeyDownCapture={onKeyDownCapture}
      onKeyDown={onKeyDown}
      onInput={(event) => {
        if (event.target instanceof HTMLElement) event.target.dataset['typed'] = 'yes';
      }}
      onMouseDown={(event) => {
        lastKey.current = null;
        event.stopPropagation();
      }}
      onDoubleClick={(event) => event.stopPropagation()}
      onClick={(event) => event.stopPropagation()}
    >
      <FieldInput
        entity={props.entity}
        fieldKey={props.fieldKey}
        field={props.field}
        value={props.value}
        autoFocus
        startsOpen
        withLabel={false}
        titleOf={props.titleOf}
        refusal={props.refusal}
        onCommit={(value) => props.onCommit(value, leave())}
        onCancel={() => props.onLeave(leave())}
        onProblem={() => {
          // The text stays where it can be mended.
          const input = frame.current?.querySelector<HTMLElement>('input, textarea');
          queueMicrotask(() => input?.focus());
        }}
      />
    </div>
  );
}

/** Of the foot of a list, which lies over its last row. */
const FOOT_PX = 34;

/** An editor that is larger than its cell stays inside the list, also in the last column and the last row. */
function moveIntoSight(editor: HTMLElement | null): void {
  const room = editor?.closest('.list-scroller')?.getBoundingClientRect();
  if (editor === null || room === undefined) return;
  const box = editor.getBoundingClientRect();
  const rightPx = Math.min(0, room.right - box.right);
  const downPx = Math.min(0, room.bottom - FOOT_PX - box.bottom);
  if (rightPx < 0 || downPx < 0) editor.style.translate = `${rightPx}px ${downPx}px`;
}
