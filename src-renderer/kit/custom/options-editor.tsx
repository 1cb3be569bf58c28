import { ActionIcon, Button, ColorSwatch, Menu, TextInput } from '@mantine/core';
import { useRef } from 'react';
import { Icon } from '../icons/icon.tsx';
import type { OptionDraft } from './field-draft.ts';

/** Colours of the theme that read well as a badge, in light and in dark. */
/** By the names of the theme, and as they are called. */
const COLORS = {
  gray: 'Grey',
  red: 'Red',
  orange: 'Orange',
  yellow: 'Yellow',
  green: 'Green',
  teal: 'Teal',
  blue: 'Blue',
  grape: 'Purple',
} as const;

interface OptionsEditorProps {
  readonly options: readonly OptionDraft[];
  readonly onOptions: (options: readonly OptionDraft[]) => void;
}

/** The choices of a field in their order. Enter adds the next one. */
export function OptionsEditor({ options, onOptions }: OptionsEditorProps) {
  const list = useRef<HTMLOListElement>(null);
  const put = (index: number, part: Partial<OptionDraft>): void =>
    onOptions(options.map((option, at) => (at === index ? { ...option, ...part } : option)));
  const add = (at: number): void => {
    const key = Math.max(-1, ...options.map((option) => option.key)) + 1;
    onOptions(options.toSpliced(at, 0, { key, label: '' }));
    requestAnimationFrame(() => list.current?.querySelectorAll('input')[at]?.focus());
  };
  const move = (index: number, by: -1 | 1): void => {
    const option = options[index];
    if (option === undefined || index + by < 0 || index + by >= options.length) return;
    onOptions(options.toSpliced(index, 1).toSpliced(index + by, 0, option));
    requestAnimationFrame(() => list.current?.querySelectorAll('input')[index + by]?.focus());
  };
  return (
    <fieldset className="choices">
      <legend>Choices</legend>
      <ol ref={list}>
        {options.map(({ key, label, color }, index) => (
          <li key={key}>
            <Menu withinPortal={false} position="bottom-start">
              <Menu.Target>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`Colour of ${label || 'the new choice'}`}
                >
                  <ColorSwatch
                    size={14}
                    color={`var(--mantine-color-${color ?? 'gray'}-filled)`}
                    component="span"
                  />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                {Object.entries(COLORS).map(([name, called]) => (
                  <Menu.Item
                    key={name}
                    leftSection={
                      <ColorSwatch size={14} color={`var(--mantine-color-${name}-filled)`} />
                    }
                    onClick={() => put(index, { color: name })}
                  >
                    {called}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
            <TextInput
              aria-label={`Choice ${index + 1}`}
              value={label}
              maxLength={120}
              onChange={(event) => put(index, { label: event.currentTarget.value })}
              onKeyDown={(event) => {
                if (event.key === 'Enter') {
                  event.preventDefault();
                  add(index + 1);
                } else if (event.altKey && event.key === 'ArrowUp') move(index, -1);
                else if (event.altKey && event.key === 'ArrowDown') move(index, 1);
              }}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Move ${label || 'the choice'} up`}
              disabled={index === 0}
              onClick={() => move(index, -1)}
            >
              <Icon name="arrow-up" size={14} />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Move ${label || 'the choice'} down`}
              disabled={index === options.length - 1}
              onClick={() => move(index, 1)}
            >
              <Icon name="arrow-down" size={14} />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Remove ${label || 'the choice'}`}
              onClick={() => onOptions(options.toSpliced(index, 1))}
            >
              <Icon name="close" size={14} />
            </ActionIcon>
          </li>
        ))}
      </ol>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<Icon name="plus" size={12} />}
        onClick={() => add(options.length)}
      >
        Add a choice
      </Button>
    </fieldset>
  );
}
