/** A field in its section: moved by hand, by buttons or by Alt and the arrows, and kept out of sight. */
import { ActionIcon } from '@mantine/core';
import type { FieldDef } from '../../../../crm/kernel/field-kinds.ts';
import { Icon } from '../../../kit/icons/icon.tsx';
import { stepOfKey, useDragLine } from '../../../kit/ordering/use-drag-line.ts';

interface FieldLineProps {
  readonly entity: string;
  readonly fieldKey: string;
  readonly field: FieldDef;
  readonly hidden: boolean;
  /** Why it cannot be hidden, or when it shows all the same. */
  readonly note: string | undefined;
  readonly canHide: boolean;
  readonly mayStep: (by: 1 | -1) => boolean;
  readonly accepts: (moved: string) => boolean;
  readonly onStep: (by: 1 | -1) => void;
  readonly onDrop: (moved: string, below: boolean) => void;
  readonly onHide: (hidden: boolean) => void;
}

export function FieldLine(props: FieldLineProps) {
  const { fieldKey, field, hidden, note, mayStep, onStep } = props;
  const { line, grip, edge, isDragged } = useDragLine<HTMLLIElement>({
    order: `layout of ${props.entity}`,
    id: fieldKey,
    accepts: props.accepts,
    onDrop: props.onDrop,
  });
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- listens to keys of the buttons inside
    <li
      ref={line}
      className="layout-field"
      aria-label={field.label}
      data-hidden={hidden || undefined}
      data-edge={edge}
      data-dragged={isDragged || undefined}
      onKeyDown={(event) => {
        const by = stepOfKey(event);
        if (by === 0) return;
        event.preventDefault();
        event.stopPropagation();
        if (mayStep(by)) onStep(by);
      }}
    >
      <span ref={grip} className="layout-grip" aria-hidden="true" title="Drag to another place">
        <Icon name="grip" size={14} />
      </span>
      <span className="layout-field-name">
        {field.label}
        {note !== undefined && <span className="layout-field-note">{note}</span>}
      </span>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={24}
        data-focus={`${fieldKey} eye`}
        aria-label={`${hidden ? 'Show' : 'Hide'} ${field.label}`}
        aria-disabled={!props.canHide}
        onClick={() => props.canHide && props.onHide(!hidden)}
      >
        <Icon name={hidden ? 'eye-off' : 'eye'} size={14} />
      </ActionIcon>
      {([-1, 1] as const).map((by) => (
        <ActionIcon
          key={by}
          variant="subtle"
          color="gray"
          size={24}
          data-focus={`${fieldKey} ${by}`}
          aria-label={`Move ${field.label} ${by < 0 ? 'up' : 'down'}`}
          // Stays reachable at the end of its way: whoever moves it there keeps the focus.
          aria-disabled={!mayStep(by)}
          onClick={() => mayStep(by) && onStep(by)}
        >
          <Icon name={by < 0 ? 'arrow-up' : 'arrow-down'} size={14} />
        </ActionIcon>
      ))}
    </li>
  );
}
