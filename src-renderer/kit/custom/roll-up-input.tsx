import { ActionIcon, Button, Select } from '@mantine/core';
import { useMemo } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { kindOf } from '../../../crm/kernel/field-kinds.ts';
import { Icon } from '../icons/icon.tsx';
import { NEW_CONDITION } from '../list/condition-draft.ts';
import { ConditionFields } from '../list/condition-fields.tsx';
import { linkedEntityOf } from '../list/field-paths.ts';
import { useWorkModules } from '../session/use-definitions.ts';
import { countedEntity, type FieldDraft } from './field-draft.ts';

interface RollUpInputProps {
  readonly entity: EntityDef;
  readonly draft: FieldDraft;
  /** What it counts cannot change the kind of its result once it is saved. */
  readonly isNew: boolean;
  readonly onDraft: (part: Partial<FieldDraft>) => void;
}

const MEASURE_LABELS = [
  { value: 'count', label: 'how many there are' },
  { value: 'sum', label: 'the sum of' },
  { value: 'min', label: 'the lowest' },
  { value: 'max', label: 'the highest' },
];

export function RollUpInput({ entity, draft, isNew, onDraft }: RollUpInputProps) {
  const modules = useWorkModules();
  const overs = useMemo(
    () => modules.flatMap(({ entity: from }) => linksHere(from, entity.name)),
    [modules, entity],
  );
  const counted = countedEntity(draft);
  const { conditions } = draft;
  return (
    <>
      <Select
        label="Records"
        required
        searchable
        disabled={!isNew}
        placeholder={`What points at ${entity.label.many.toLowerCase()}`}
        data={overs}
        value={draft.over === '' ? null : draft.over}
        comboboxProps={{ withinPortal: false }}
        onChange={(over) => onDraft({ over: over ?? '', measured: '', conditions: [] })}
      />
      <div className="definition-line">
        <Select
          label="It shows"
          allowDeselect={false}
          disabled={!isNew}
          data={MEASURE_LABELS}
          value={draft.measure}
          comboboxProps={{ withinPortal: false }}
          onChange={(measure) => onDraft({ measure: measure ?? 'count' })}
        />
        {draft.measure !== 'count' && counted !== undefined && (
          <Select
            label="Of which field"
            required
            searchable
            disabled={!isNew}
            data={measurable(counted, draft.measure)}
            value={draft.measured === '' ? null : draft.measured}
            comboboxProps={{ withinPortal: false }}
            onChange={(measured) => onDraft({ measured: measured ?? '' })}
          />
        )}
      </div>
      {counted !== undefined && (
        <fieldset className="choices">
          <legend>Only those where</legend>
          {conditions.map(({ key, draft: condition }, index) => (
            <div className="definition-line" key={key}>
              <ConditionFields
                entity={counted}
                draft={condition}
                autoFocus={false}
                labelled={false}
                onDraft={(next) =>
                  onDraft({ conditions: conditions.with(index, { key, draft: next }) })
                }
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label="Remove the condition"
                onClick={() => onDraft({ conditions: conditions.toSpliced(index, 1) })}
              >
                <Icon name="close" size={14} />
              </ActionIcon>
            </div>
          ))}
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<Icon name="plus" size={12} />}
            onClick={() => {
              const key = Math.max(-1, ...conditions.map((one) => one.key)) + 1;
              onDraft({ conditions: [...conditions, { key, draft: NEW_CONDITION }] });
            }}
          >
            Add a condition
          </Button>
        </fieldset>
      )}
    </>
  );
}

/** Links of `from` to the entity, also those in its child rows. */
function linksHere(from: EntityDef, to: string) {
  return Object.entries(from.fields).flatMap(([key, field]) => {
    const own = { value: `${from.name}.${key}`, label: `${from.label.many}, by ${field.label}` };
    if (linkedEntityOf(field) === to) return [own];
    if (field.kind === 'links') return field.to === to || field.to === '*' ? [own] : [];
    if (field.kind !== 'rows') return [];
    return Object.entries(field.columns).flatMap(([column, cell]) =>
      linkedEntityOf(cell) === to
        ? [
            {
              value: `${from.name}.${key}.${column}`,
              label: `${from.label.many}, by ${field.label} › ${cell.label}`,
            },
          ]
        : [],
    );
  });
}

function measurable(entity: EntityDef, measure: string) {
  return Object.entries(entity.fields).flatMap(([key, field]) => {
    const isDate = field.kind === 'date' || field.kind === 'dateTime';
    const suits = kindOf(field).amount !== undefined || (measure !== 'sum' && isDate);
    return suits ? [{ value: key, label: field.label }] : [];
  });
}
