/** Finds a record as one types. With a name that nobody has yet it can be made on the spot. */
import { Combobox, Loader, TextInput, useCombobox } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { fold } from '../../../crm/kernel/text-folding.ts';
import { entityNamed } from '../../../crm/modules/registry.ts';
import { actsOf } from '../acts/acts.ts';
import { sayProblem } from '../acts/toast.tsx';
import { Icon } from '../icons/icon.tsx';
import { useSession } from '../session/session.tsx';
import { useOpenedList } from './open-list.ts';
import { focusOnce } from './typed-input.tsx';
import { useRecordChoices, type RecordChoice } from './use-record-choices.ts';

interface RecordPickerProps {
  /** Entity name, or `*` for any. */
  readonly to: string;
  readonly label: string;
  readonly required: boolean;
  /** Title of what is linked now, '' for nothing or while it is not known. */
  readonly current: string;
  /** Id of what is linked now. */
  readonly linked?: string | undefined;
  readonly inputId: string | undefined;
  readonly autoFocus: boolean;
  readonly problem: string | undefined;
  readonly withinPortal: boolean;
  /** Keeps the typed text empty after a choice, for picking several. */
  readonly many: boolean;
  /** Id of a record that cannot be chosen: one is not merged into itself. */
  readonly except?: string;
  readonly onPick: (choice: RecordChoice | null) => void;
  readonly onLeave: () => void;
}

const CREATE = '+create';
const CLEAR = '+clear';

/** An entity that one name is enough for: no other field is required. */
function nameField(entity: EntityDef | undefined): string | undefined {
  const [only, ...others] = entity?.titleFields ?? [];
  if (entity === undefined || only === undefined || others.length > 0) return undefined;
  const needs = Object.entries(entity.fields).filter(([, field]) => field.required === true);
  return needs.every(([key]) => key === only) && entity.fields[only]?.kind === 'text'
    ? only
    : undefined;
}

export function RecordPicker(props: RecordPickerProps) {
  const { to, required } = props;
  const { client } = useSession();
  const [text, setText] = useState<string | null>(null);
  // Whoever shows this field may not know the title of what was just chosen in it.
  const [picked, setPicked] = useState<RecordChoice | null>(null);
  const [creating, setCreating] = useState(false);
  const current =
    props.current === '' && picked !== null && picked.id === props.linked
      ? picked.title
      : props.current;
  const combobox = useCombobox({
    defaultOpened: props.autoFocus,
    onDropdownClose: () => combobox.resetSelectedOption(),
  });
  const found = useRecordChoices(to, text ?? '');
  const { except } = props;
  const choices = useMemo(() => found.filter(({ id }) => id !== except), [found, except]);
  const entity = entityNamed(to);
  const name = (text ?? '').trim();
  // What is found arrives after it was typed: Enter takes the first of what is there then.
  const { selectFirstOption } = combobox;
  useEffect(() => {
    if (name !== '') selectFirstOption();
    // Only new choices, not another store of the same ones.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [choices]);
  const creatable =
    name !== '' &&
    nameField(entity) !== undefined &&
    !choices.some((choice) => fold(choice.title) === fold(name));

  const clearable = !required && !props.many && current !== '';
  const hasOptions = choices.length > 0 || creatable || clearable;
  useOpenedList(combobox.dropdownOpened && hasOptions);

  const finish = (choice: RecordChoice | null): void => {
    setText(props.many ? '' : (choice?.title ?? null));
    setPicked(choice);
    combobox.closeDropdown();
    props.onPick(choice);
  };

  const create = async (): Promise<void> => {
    const key = nameField(entity);
    if (entity === undefined || key === undefined) return;
    setCreating(true);
    const created = await actsOf(client).create(entity, { [key]: name });
    setCreating(false);
    if (created.ok) finish({ entity: to, id: created.value.id, title: name, subtitle: '' });
    else sayProblem(created.problem);
  };

  const submit = (option: string): void => {
    if (option === CLEAR) finish(null);
    else if (option === CREATE) void create();
    else {
      const choice = choices.find((candidate) => `${candidate.entity}/${candidate.id}` === option);
      if (choice !== undefined) finish(choice);
    }
  };

  return (
    <Combobox
      store={combobox}
      onOptionSubmit={submit}
      withinPortal={props.withinPortal}
      shadow="md"
      position="bottom-start"
    >
      <Combobox.Target withExpandedAttribute>
        <TextInput
          // oxlint-disable-next-line jsx-a11y/role-has-required-aria-props -- its target sets them
          role="combobox"
          {...(props.inputId === undefined ? {} : { id: props.inputId })}
          aria-label={props.inputId === undefined ? props.label : undefined}
          value={text ?? current}
          placeholder={`Find ${entity === undefined ? 'a record' : withArticle(entity.label.one.toLowerCase())}…`}
          error={props.problem !== undefined}
          aria-required={required}
          ref={focusOnce(props.autoFocus)}
          // Within a dialog, whose focus would otherwise begin at its first button.
          data-autofocus={props.autoFocus || undefined}
          rightSection={creating ? <Loader size={14} /> : <Icon name="search" size={14} />}
          onChange={(event) => {
            setText(event.currentTarget.value);
            combobox.openDropdown();
            combobox.selectFirstOption();
          }}
          onFocus={() => combobox.openDropdown()}
          onClick={() => combobox.openDropdown()}
          onBlur={() => {
            combobox.closeDropdown();
            setText(props.many ? '' : null);
            props.onLeave();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown className="record-choices">
        {choices.length === 0 && !creatable && <Combobox.Empty>Nothing found</Combobox.Empty>}
        {hasOptions && (
          <Combobox.Options
            mah="min(300px, 36vh)"
            style={{ overflowY: 'auto' }}
            aria-label={props.label}
          >
            {choices.map((choice) => (
              <Combobox.Option key={choice.id} value={`${choice.entity}/${choice.id}`}>
                <span className="choice-title">{choice.title}</span>
                {choice.subtitle !== '' && (
                  <span className="choice-subtitle">{choice.subtitle}</span>
                )}
              </Combobox.Option>
            ))}
            {creatable && (
              <Combobox.Option value={CREATE}>
                <Icon name="plus" size={12} /> Create “{name}”
              </Combobox.Option>
            )}
            {clearable && (
              <Combobox.Option value={CLEAR}>
                <Icon name="close" size={12} /> Remove the link
              </Combobox.Option>
            )}
          </Combobox.Options>
        )}
      </Combobox.Dropdown>
    </Combobox>
  );
}

function withArticle(word: string): string {
  return `${/^[aeio]/.test(word) ? 'an' : 'a'} ${word}`;
}
