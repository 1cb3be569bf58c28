/** The editor of e-mails and phones: one line each, with a label and one of them the first to use. */
import { ActionIcon, Button, Radio, TextInput } from '@mantine/core';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { primaryFirst } from '../../../crm/kernel/fields/child-rows.ts';
import type { Parsed } from '../../../crm/kernel/field-kind.ts';
import { sameJson } from '../../../crm/kernel/write.ts';
import { Icon } from '../icons/icon.tsx';
import { focusOnce } from './typed-input.tsx';
import { useOncePer } from './use-once-per.ts';
import { useLeave } from './use-leave.ts';

/** What both kinds of rows have; `text` is the address or the number. */
export interface ContactRow {
  readonly id: string;
  readonly text: string;
  readonly label?: string | undefined;
  readonly primary?: boolean | undefined;
}

interface ContactRowsProps {
  readonly fieldLabel: string;
  readonly noun: string;
  readonly inputMode: 'email' | 'tel';
  readonly rows: readonly ContactRow[];
  readonly inputId: string;
  readonly autoFocus: boolean;
  readonly problem: string | undefined;
  readonly read: (text: string) => Parsed<readonly ContactRow[]>;
  readonly onCommit: (rows: readonly ContactRow[] | null) => void;
  readonly onCancel: () => void;
  readonly onProblem: (reason: string) => void;
}

interface Draft extends ContactRow {
  /** Of the line on screen; the row's own id follows from what is typed. */
  readonly key: string;
}

let lastKey = 0;
const draftOf = (row: ContactRow): Draft => ({ ...row, key: `line-${++lastKey}` });
const emptyLine = (): Draft => draftOf({ id: '', text: '' });

export function ContactRows(props: ContactRowsProps) {
  const [lines, setLines] = useState<readonly Draft[]>(() =>
    props.rows.length === 0 ? [emptyLine()] : props.rows.map(draftOf),
  );
  const [added, setAdded] = useState<string | null>(null);
  const once = useOncePer();
  const group = useId();
  const addButton = useRef<HTMLButtonElement>(null);

  const change = (key: string, part: Partial<ContactRow>): void => {
    setLines((before) => before.map((line) => (line.key === key ? { ...line, ...part } : line)));
  };

  /** The focus moves on before its line goes, so that removing a line does not count as leaving the field. */
  const removeLine = (key: string): void => {
    addButton.current?.focus();
    setLines((before) => before.filter((other) => other.key !== key));
  };

  const commit = (): void => once(JSON.stringify(lines), settle);
  const settle = (): void => {
    const rows: ContactRow[] = [];
    for (const line of lines.filter((candidate) => candidate.text.trim() !== '')) {
      const read = readLine(line, props);
      if (!read.ok) return props.onProblem(read.reason);
      for (const row of read.value) if (!rows.some((other) => other.id === row.id)) rows.push(row);
    }
    if (sameJson(rows, props.rows)) props.onCancel();
    else props.onCommit(rows.length === 0 ? null : rows);
  };
  const leave = useLeave(commit);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    commit();
  };

  // Two people may have chosen two at once: the one that every desktop uses.
  const first = primaryFirst(lines.filter((line) => line.primary === true))[0] ?? lines[0];
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- listens to keys of the inputs inside
    <div className="contact-rows" {...leave} onKeyDown={onKeyDown}>
      {lines.map((line, index) => (
        <div className="contact-row" key={line.key}>
          <Radio
            name={group}
            size="xs"
            aria-label={`Use ${line.text === '' ? `this ${props.noun}` : line.text} first`}
            title="First to use"
            checked={line.key === first?.key}
            onChange={() =>
              setLines((before) =>
                before.map(({ primary: _primary, ...other }) =>
                  other.key === line.key ? { ...other, primary: true } : other,
                ),
              )
            }
          />
          <TextInput
            {...(index === 0 ? { id: props.inputId } : {})}
            ref={focusOnce(line.key === added || (index === 0 && props.autoFocus))}
            aria-label={index === 0 ? undefined : `${props.fieldLabel} ${index + 1}`}
            className="contact-row-text"
            inputMode={props.inputMode}
            value={line.text}
            error={props.problem !== undefined}
            onChange={(event) => change(line.key, { text: event.currentTarget.value })}
          />
          <TextInput
            aria-label={`Label of ${props.noun} ${index + 1}`}
            className="contact-row-label"
            placeholder="Label"
            value={line.label ?? ''}
            onChange={(event) => {
              const label = event.currentTarget.value;
              change(line.key, { label: label === '' ? undefined : label });
            }}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Remove ${line.text === '' ? `this ${props.noun}` : line.text}`}
            onClick={() => removeLine(line.key)}
          >
            <Icon name="close" size={14} />
          </ActionIcon>
        </div>
      ))}
      <Button
        ref={addButton}
        variant="subtle"
        size="compact-sm"
        leftSection={<Icon name="plus" size={12} />}
        onClick={() => {
          const line = emptyLine();
          setAdded(line.key);
          setLines((before) => [...before, line]);
        }}
      >
        Add {props.noun}
      </Button>
    </div>
  );
}

/** A line that was not touched keeps its id; a changed one gets the id that follows from its text. */
function readLine(line: Draft, props: ContactRowsProps): Parsed<readonly ContactRow[]> {
  const extra = {
    ...(line.label === undefined || line.label.trim() === '' ? {} : { label: line.label.trim() }),
    ...(line.primary === true ? { primary: true } : {}),
  };
  const kept = props.rows.find((row) => row.id === line.id && row.text === line.text);
  if (kept !== undefined) return { ok: true, value: [{ id: kept.id, text: kept.text, ...extra }] };
  const read = props.read(line.text);
  return read.ok ? { ok: true, value: read.value.map((row) => ({ ...row, ...extra })) } : read;
}
