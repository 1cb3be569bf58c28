/** One custom field, new or as it is. What kind of field it is stays: its values would not fit another. */
import { Autocomplete, Button, Checkbox, Select, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { CUSTOM_SECTION, type FieldDefinition } from '../../../crm/kernel/custom/definition.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { Problem } from '../../../crm/kernel/result.ts';
import { FIELD_TYPES } from '../../../crm/modules/customField/customField.entity.ts';
import { useWorkModules } from '../session/use-definitions.ts';
import { draftOfField, inputOfDraft, NEW_FIELD, type FieldDraft } from './field-draft.ts';
import { FormulaInput } from './formula-input.tsx';
import { OptionsEditor } from './options-editor.tsx';
import { RollUpInput } from './roll-up-input.tsx';
import { useActs } from '../acts/acts.ts';
import { DialogFoot } from '../acts/dialog-foot.tsx';
import { ProblemLine } from '../acts/problem-line.tsx';
import { useOneAtATime } from '../acts/use-one-at-a-time.ts';

interface FieldEditorProps {
  readonly entity: EntityDef;
  /** undefined: a new one. */
  readonly field: FieldDefinition | undefined;
  readonly onDone: () => void;
}

const LINKING: ReadonlySet<string> = new Set(['link', 'links', 'user']);
const CHOOSING: ReadonlySet<string> = new Set(['select', 'multiSelect']);
const COMPUTED: ReadonlySet<string> = new Set(['formula', 'rollUp']);
const SEARCHED: ReadonlySet<string> = new Set([
  'text',
  'longText',
  'url',
  'emails',
  'phones',
  'address',
  'select',
  'multiSelect',
]);

export function FieldEditor({ entity, field, onDone }: FieldEditorProps) {
  const acts = useActs();
  const oneAtATime = useOneAtATime();
  const [draft, setDraft] = useState<FieldDraft>(() =>
    field === undefined ? NEW_FIELD : draftOfField(entity, field),
  );
  const [problem, setProblem] = useState<Problem | null>(null);
  const modules = useWorkModules();
  const targets = useMemo(
    () => modules.map(({ entity: { name, label } }) => ({ value: name, label: label.many })),
    [modules],
  );
  const isNew = field === undefined;
  const { type } = draft;
  const change = (part: Partial<FieldDraft>): void => {
    setProblem(null);
    setDraft((before) => ({ ...before, ...part }));
  };
  const save = async (): Promise<void> => {
    const input = {
      ...inputOfDraft(entity, draft),
      ...(field === undefined ? {} : { id: field.id }),
    };
    const said = isNew ? `“${draft.label}” is a field now` : `“${draft.label}” changed`;
    const refused = await acts.run('customField.save', input, said);
    setProblem(refused);
    if (refused === null) onDone();
  };
  const sections = [...new Set([...entity.sections.map(({ label }) => label), CUSTOM_SECTION])];
  return (
    <form
      className="definition"
      aria-label={field?.label ?? 'New field'}
      onSubmit={(event) => {
        event.preventDefault();
        oneAtATime(save);
      }}
    >
      <div className="definition-line">
        <TextInput
          label="Label"
          required
          maxLength={80}
          data-autofocus
          autoFocus
          value={draft.label}
          onChange={(event) => change({ label: event.currentTarget.value })}
        />
        <Select
          label="Type"
          allowDeselect={false}
          disabled={!isNew}
          data={FIELD_TYPES.map(({ value, label }) => ({ value, label }))}
          value={type}
          maxDropdownHeight={360}
          comboboxProps={{ withinPortal: false }}
          onChange={(next) => change({ type: next ?? 'text' })}
        />
      </div>
      {CHOOSING.has(type) && (
        <OptionsEditor options={draft.options} onOptions={(options) => change({ options })} />
      )}
      {LINKING.has(type) && (
        <div className="definition-line">
          {type !== 'user' && (
            <Select
              label="Points at"
              required
              disabled={!isNew}
              data={type === 'links' ? [...targets, { value: '*', label: 'Any record' }] : targets}
              value={draft.to === '' ? null : draft.to}
              comboboxProps={{ withinPortal: false }}
              onChange={(to) => change({ to: to ?? '' })}
            />
          )}
          <TextInput
            label="The list there is called"
            placeholder={`${entity.label.many} (empty: no list)`}
            maxLength={80}
            value={draft.backLabel}
            onChange={(event) => change({ backLabel: event.currentTarget.value })}
          />
        </div>
      )}
      {type === 'formula' && (
        <FormulaInput entity={entity} draft={draft} isNew={isNew} onDraft={change} />
      )}
      {type === 'rollUp' && (
        <RollUpInput entity={entity} draft={draft} isNew={isNew} onDraft={change} />
      )}
      <div className="definition-line">
        <TextInput
          label="Help"
          placeholder="What to enter, in one sentence"
          maxLength={200}
          value={draft.help}
          onChange={(event) => change({ help: event.currentTarget.value })}
        />
        <Autocomplete
          label="Section of the form"
          placeholder={CUSTOM_SECTION}
          maxLength={80}
          data={sections}
          value={draft.section}
          comboboxProps={{ withinPortal: false }}
          onChange={(section) => change({ section })}
        />
      </div>
      <div className="definition-checks">
        {!COMPUTED.has(type) && (
          <Checkbox
            label="Required in forms"
            checked={draft.required}
            onChange={(event) => change({ required: event.currentTarget.checked })}
          />
        )}
        {SEARCHED.has(type) && (
          <Checkbox
            label="Found by search"
            checked={draft.search}
            onChange={(event) => change({ search: event.currentTarget.checked })}
          />
        )}
        <Checkbox
          label="A column of new lists"
          checked={draft.listed}
          onChange={(event) => change({ listed: event.currentTarget.checked })}
        />
      </div>
      <ProblemLine problem={problem} />
      <DialogFoot onCancel={onDone}>
        <Button type="submit">{isNew ? 'Add the field' : 'Save'}</Button>
      </DialogFoot>
    </form>
  );
}
