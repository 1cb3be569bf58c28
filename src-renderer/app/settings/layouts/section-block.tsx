/** One section of a layout: its name, its place, and its fields. */
import { ActionIcon } from '@mantine/core';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { layout } from '../../../../crm/modules/layout/layout.entity.ts';
import { Icon } from '../../../kit/icons/icon.tsx';
import { stepOfKey } from '../../../kit/ordering/use-drag-line.ts';
import { FieldInput } from '../../../kit/record/field-input.tsx';
import type { LaidSection } from './layout-moves.ts';

const { columns } = layout.fields.sections;

interface SectionBlockProps {
  readonly entity: string;
  readonly section: LaidSection;
  readonly mayStep: (by: 1 | -1) => boolean;
  readonly accepts: (field: string) => boolean;
  readonly onStep: (by: 1 | -1, focus: string) => void;
  readonly onRename: (label: string) => void;
  readonly onRemove: () => void;
  /** A field was let go over its head: it comes first. */
  readonly onDrop: (field: string) => void;
  readonly children: ReactNode;
}

export function SectionBlock(props: SectionBlockProps) {
  const { section, mayStep, onStep } = props;
  const { id, label } = section;
  const head = useRef<HTMLDivElement>(null);
  const [isOver, setOver] = useState(false);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    const element = head.current;
    if (element === null) return undefined;
    return dropTargetForElements({
      element,
      canDrop: ({ source: { data } }) =>
        data['order'] === `layout of ${latest.current.entity}` &&
        typeof data['line'] === 'string' &&
        latest.current.accepts(data['line']),
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: ({ source }) => {
        setOver(false);
        const moved = source.data['line'];
        if (typeof moved === 'string') latest.current.onDrop(moved);
      },
    });
  }, []);
  return (
    <section className="layout-section" aria-label={label}>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- listens to keys of what is inside */}
      <div
        ref={head}
        className="layout-section-head"
        data-over={isOver || undefined}
        onKeyDown={(event) => {
          const by = stepOfKey(event);
          if (by === 0) return;
          event.preventDefault();
          if (mayStep(by)) onStep(by, `${id} ${by}`);
        }}
      >
        <FieldInput
          key={label}
          entity={layout.name}
          fieldKey="label"
          field={{ ...columns.label, label: `Name of the section ${label}`, required: true }}
          value={label}
          autoFocus={false}
          withLabel={false}
          titleOf={() => undefined}
          onCommit={(next) => typeof next === 'string' && props.onRename(next)}
          onCancel={() => undefined}
        />
        {section.added && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={24}
            aria-label={`Remove the section ${label}`}
            onClick={props.onRemove}
          >
            <Icon name="trash" size={14} />
          </ActionIcon>
        )}
        {([-1, 1] as const).map((by) => (
          <ActionIcon
            key={by}
            variant="subtle"
            color="gray"
            size={24}
            data-focus={`${id} ${by}`}
            aria-label={`Move the section ${label} ${by < 0 ? 'up' : 'down'}`}
            aria-disabled={!mayStep(by)}
            onClick={() => mayStep(by) && onStep(by, `${id} ${by}`)}
          >
            <Icon name={by < 0 ? 'arrow-up' : 'arrow-down'} size={14} />
          </ActionIcon>
        ))}
      </div>
      {section.wide !== undefined && (
        <p className="field-help">
          As wide as the page, {section.wide} all others: its fields stay, and no other goes there.
        </p>
      )}
      {section.fields.length === 0 ? (
        <p className="field-help layout-empty">
          Nothing in it, so no page shows it. Take a field here by its grip, or with Alt ↑ and ↓.
        </p>
      ) : (
        <ol className="layout-fields">{props.children}</ol>
      )}
    </section>
  );
}
