import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ObjectDefinition } from '../../../crm/kernel/custom/definition.ts';
import type { Problem } from '../../../crm/kernel/result.ts';
import { Icon } from '../icons/icon.tsx';
import { useActs } from '../acts/acts.ts';
import { DialogFoot } from '../acts/dialog-foot.tsx';
import { ProblemLine } from '../acts/problem-line.tsx';
import { useOneAtATime } from '../acts/use-one-at-a-time.ts';

/** Of the icon set those that stand for a thing. */
const ICONS = [
  'package',
  'building',
  'file',
  'map-pin',
  'world',
  'calendar',
  'coin',
  'tags',
  'star',
  'user',
  'phone',
  'settings',
];

/** `map-pin` → `Map pin`. */
function iconLabel(name: string): string {
  const words = name.replace('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

interface ObjectEditorProps {
  /** undefined: a new one. */
  readonly object: ObjectDefinition | undefined;
  readonly onDone: () => void;
}

export function ObjectEditor({ object, onDone }: ObjectEditorProps) {
  const acts = useActs();
  const oneAtATime = useOneAtATime();
  const [one, setOne] = useState(object?.one ?? '');
  const [many, setMany] = useState(object?.many ?? '');
  const [icon, setIcon] = useState(object?.icon ?? 'package');
  const [titleLabel, setTitleLabel] = useState(object?.titleLabel ?? 'Name');
  const [problem, setProblem] = useState<Problem | null>(null);
  const save = async (): Promise<void> => {
    const input = {
      ...(object === undefined ? {} : { id: object.id }),
      one: one.trim(),
      many: many.trim(),
      icon,
      titleLabel: titleLabel.trim() || 'Name',
    };
    const said = object === undefined ? `${many} can be kept now` : `${many} changed`;
    const refused = await acts.run('customObject.save', input, said);
    setProblem(refused);
    if (refused === null) onDone();
  };
  return (
    <form
      className="definition"
      aria-label={object?.many ?? 'New object'}
      onSubmit={(event) => {
        event.preventDefault();
        oneAtATime(save);
      }}
    >
      <div className="definition-line">
        <TextInput
          label="One is called"
          placeholder="Site"
          required
          autoFocus
          maxLength={40}
          value={one}
          onChange={(event) => setOne(event.currentTarget.value)}
        />
        <TextInput
          label="Several are called"
          placeholder="Sites"
          required
          maxLength={40}
          value={many}
          onChange={(event) => setMany(event.currentTarget.value)}
        />
      </div>
      <div className="definition-line">
        <TextInput
          label="Its title is called"
          maxLength={80}
          value={titleLabel}
          onChange={(event) => setTitleLabel(event.currentTarget.value)}
        />
        <Select
          label="Icon"
          allowDeselect={false}
          data={ICONS.map((name) => ({ value: name, label: iconLabel(name) }))}
          value={icon}
          leftSection={<Icon name={icon} size={14} />}
          comboboxProps={{ withinPortal: false }}
          renderOption={({ option }) => (
            <span className="definition-name">
              <Icon name={option.value} size={14} /> {option.label}
            </span>
          )}
          onChange={(next) => setIcon(next ?? 'package')}
        />
      </div>
      <ProblemLine problem={problem} />
      <DialogFoot onCancel={onDone}>
        <Button type="submit">{object === undefined ? 'Add the object' : 'Save'}</Button>
      </DialogFoot>
    </form>
  );
}
