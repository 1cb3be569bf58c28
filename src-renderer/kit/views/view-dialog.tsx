import { Button, Modal, MultiSelect, Stack, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Icon } from '../icons/icon.tsx';
import { useColleagues } from '../sharing/use-departments.ts';
import { useFocusBack } from '../session/use-focus-back.ts';
import type { ViewFacts } from './use-view-acts.ts';
import { DialogFoot } from '../acts/dialog-foot.tsx';

const ICONS = [
  'list',
  'star',
  'user',
  'users',
  'coin',
  'target-arrow',
  'ticket',
  'calendar',
  'clock',
  'warning',
  'tags',
] as const;

interface ViewDialogProps {
  readonly title: string;
  readonly facts: ViewFacts;
  readonly done: string;
  /** Only its owner decides who sees a view. */
  readonly mayShare: boolean;
  readonly onDone: (facts: ViewFacts) => void;
  readonly onClose: () => void;
}

export function ViewDialog({ title, facts, done, mayShare, onDone, onClose }: ViewDialogProps) {
  useFocusBack();
  const [name, setName] = useState(facts.name);
  const [icon, setIcon] = useState(facts.icon);
  const [shared, setShared] = useState(facts.shared);
  const [departments, setDepartments] = useState<readonly string[]>(facts.departments);
  const known = useColleagues().departments;
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={400}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') onDone({ name: name.trim(), icon, shared, departments });
        }}
      >
        <Stack gap={12}>
          <TextInput
            label="Name"
            maxLength={80}
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            onFocus={(event) => event.currentTarget.select()}
          />
          <div role="radiogroup" aria-label="Icon" className="icon-choices">
            {ICONS.map((choice) => (
              <label key={choice} className="icon-choice" data-chosen={choice === icon}>
                <input
                  type="radio"
                  className="visually-hidden"
                  name="view-icon"
                  aria-label={choice.replace('-', ' ')}
                  checked={choice === icon}
                  onChange={() => setIcon(choice)}
                />
                <Icon name={choice} size={15} />
              </label>
            ))}
          </div>
          {mayShare && (
            <Switch
              size="xs"
              label="Share with the workspace"
              description="Otherwise it is shown to you alone, on all your desktops. It is put aside, not locked: like everything in the workspace, it lies on every teammate’s computer."
              checked={shared}
              onChange={(event) => setShared(event.currentTarget.checked)}
            />
          )}
          {mayShare && shared && known.length > 0 && (
            <MultiSelect
              label="Only for these departments"
              placeholder={departments.length === 0 ? 'Everybody' : ''}
              data={[...new Set([...known, ...departments])]}
              searchable
              value={[...departments]}
              onChange={setDepartments}
            />
          )}
          <DialogFoot onCancel={onClose}>
            <Button type="submit" disabled={name.trim() === ''}>
              {done}
            </Button>
          </DialogFoot>
        </Stack>
      </form>
    </Modal>
  );
}
