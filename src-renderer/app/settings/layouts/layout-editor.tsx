/** The layout of one kind of record: its sections in order, each with its fields. Every step is one act of its own. */
import { Button } from '@mantine/core';
import { useMemo, useRef } from 'react';
import type { EntityDef } from '../../../../crm/kernel/entity.ts';
import { askedByStages, canBeHidden } from '../../../../crm/kernel/layout.ts';
import { useActs } from '../../../kit/acts/acts.ts';
import { useFocusFollows } from '../../../kit/ordering/use-focus-follows.ts';
import { NewByName } from '../new-by-name.tsx';
import { FieldLine } from './field-line.tsx';
import {
  laidSections,
  mayGoTo,
  placeAt,
  placeBeside,
  stepOf,
  type FieldPlace,
  type LaidSection,
} from './layout-moves.ts';
import { SectionBlock } from './section-block.tsx';

interface LayoutEditorProps {
  readonly entity: EntityDef;
  /** Something is otherwise than it came. */
  readonly isChanged: boolean;
}

export function LayoutEditor({ entity, isChanged }: LayoutEditorProps) {
  const acts = useActs();
  const sections = useMemo(() => laidSections(entity), [entity]);
  const asked = useMemo(() => askedByStages(entity), [entity]);
  const list = useRef<HTMLDivElement>(null);
  const followFocus = useFocusFollows(list, sections);
  const of = entity.name;
  const labelOf = (key: string): string => entity.fields[key]?.label ?? key;

  const run = (name: string, input: object, said: string, focus: string | null = null): void => {
    followFocus(focus);
    void acts.command(`layout.${name}`, { of, ...input }, said).then((done) => {
      if (!done) followFocus(null);
    });
  };
  const place = (key: string, to: FieldPlace | undefined, focus: string | null): void => {
    if (to === undefined) return;
    const { section, after, nth } = to;
    run(
      'placeField',
      { field: key, section: section.id, after },
      `${labelOf(key)}: ${nth} of ${to.of} in ${section.label}`,
      focus,
    );
  };
  const stepSection = (section: LaidSection, by: 1 | -1, focus: string): void => {
    const others = sections.filter((one) => one !== section);
    const to = sections.indexOf(section) + by;
    run(
      'placeSection',
      { section: section.id, after: others[to - 1]?.id ?? null },
      `${section.label}: ${to + 1} of ${sections.length} sections`,
      focus,
    );
  };
  const noteOf = (key: string): string | undefined => {
    if (!canBeHidden(entity, key)) return 'always there';
    return asked.has(key) ? 'a stage asks for it' : undefined;
  };

  return (
    <div ref={list} className="layout-editor">
      {sections.map((section, index) => (
        <SectionBlock
          key={section.id}
          entity={of}
          section={section}
          mayStep={(by) => sections[index + by] !== undefined}
          accepts={(field) => mayGoTo(sections, field, section)}
          onStep={(by, focus) => stepSection(section, by, focus)}
          onRename={(label) =>
            run('renameSection', { section: section.id, label }, `Renamed to ${label}`)
          }
          onRemove={() =>
            run(
              'removeSection',
              { section: section.id },
              `${section.label} removed; its fields are where they came from`,
            )
          }
          onDrop={(field) => {
            const others = section.fields.filter((key) => key !== field);
            if (section.fields[0] !== field) place(field, placeAt(section, others, 0), null);
          }}
        >
          {section.fields.map((key) => {
            const field = entity.fields[key];
            if (field === undefined) return null;
            const hidden = entity.hidden?.includes(key) === true;
            return (
              <FieldLine
                key={key}
                entity={of}
                fieldKey={key}
                field={field}
                hidden={hidden}
                note={noteOf(key)}
                canHide={canBeHidden(entity, key)}
                mayStep={(by) => stepOf(sections, key, by) !== undefined}
                accepts={(moved) => mayGoTo(sections, moved, section)}
                onStep={(by) => {
                  const at = document.activeElement?.getAttribute('data-focus') ?? `${key} ${by}`;
                  place(key, stepOf(sections, key, by), at);
                }}
                onDrop={(moved, below) =>
                  place(moved, placeBeside(sections, moved, key, below), null)
                }
                onHide={(next) =>
                  run(
                    'hideField',
                    { field: key, hidden: next },
                    `${field.label} is ${next ? 'hidden' : 'shown'}`,
                  )
                }
              />
            );
          })}
        </SectionBlock>
      ))}
      <div className="layout-foot">
        <NewByName
          key={of}
          thing="section"
          onAdd={(label) => acts.run('layout.addSection', { of, label }, `Section ${label} added`)}
        />
        <Button
          variant="subtle"
          color="gray"
          disabled={!isChanged}
          onClick={() => run('reset', {}, `${entity.label.many} are laid out as they came`)}
        >
          Back to the default
        </Button>
      </div>
    </div>
  );
}
