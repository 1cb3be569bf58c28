/** Logs a call, a meeting, a task, a note or an e-mail on the record that is open, by keyboard alone if one likes. */
import { Button, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Problem } from '../../../crm/kernel/result.ts';
import { activity } from '../../../crm/modules/activity/activity.entity.ts';
import {
  callOutcomes,
  dueChoices,
  dueIn,
  logFrom,
  quickKinds,
  type QuickKindName,
} from '../../../crm/modules/activity/quick-log.ts';
import { useActs } from '../acts/acts.ts';
import { Icon } from '../icons/icon.tsx';
import { FieldInput } from '../record/field-input.tsx';
import { isTyping } from '../session/typing.ts';
import { useSession } from '../session/session.tsx';
import type { QuickLogState } from './use-quick-log.ts';
import { ProblemLine } from '../acts/problem-line.tsx';

interface ComposerProps {
  readonly log: QuickLogState;
  /** Document names of the records that it is about. */
  readonly about: readonly string[];
  /** Title of the record on screen. */
  readonly title: string;
  readonly nowMs: number;
}

const noTitles = (): undefined => undefined;

/** These say nothing without words, so that is where one goes on. */
const BEGINS_WITH_WORDS: readonly QuickKindName[] = ['Task', 'Note'];

function focusFor(
  kind: QuickKindName,
  kinds: HTMLElement | null,
  subject: HTMLElement | null,
): void {
  if (BEGINS_WITH_WORDS.includes(kind)) subject?.focus();
  else kinds?.querySelector<HTMLInputElement>('input:checked')?.focus();
}

const SUBJECT_HINTS: Readonly<Record<QuickKindName, string>> = {
  Call: 'What was it about?',
  Meeting: 'What was it about?',
  Task: 'What is to be done?',
  Note: 'Title of the note',
  Email: 'Subject of the e-mail',
};

export function QuickLogComposer({ log, about, title, nowMs }: ComposerProps) {
  const { meId, timeZone } = useSession();
  const acts = useActs();
  const { draft } = log;
  const kinds = useRef<HTMLDivElement>(null);
  const subject = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saving, setSaving] = useState(false);
  const unreadable = useRef(false);

  const { asked } = log;
  useEffect(() => focusFor(asked.kind, kinds.current, subject.current), [asked]);

  const choose = (kind: QuickKindName): void => {
    setProblem(null);
    log.change({ kind });
  };
  /** Outcomes of a call, days of a task: what the digits mean now. */
  const choices =
    draft.kind === 'Call'
      ? callOutcomes.map(({ value, label }) => ({
          label,
          chosen: draft.outcome === value,
          choose: () => log.change({ outcome: draft.outcome === value ? null : value }),
        }))
      : draft.kind === 'Task'
        ? dueChoices.map(({ label, days }) => {
            const dueAt = dueIn(days, nowMs, timeZone);
            return {
              label,
              chosen: draft.dueAt === dueAt,
              choose: () => log.change({ dueAt: draft.dueAt === dueAt ? null : dueAt }),
            };
          })
        : [];

  const save = async (): Promise<void> => {
    // What was typed last is committed as its field loses the focus.
    const { activeElement } = document;
    if (activeElement instanceof HTMLInputElement && isTyping(activeElement)) activeElement.blur();
    if (unreadable.current || saving) return;
    const logged = logFrom(log.latest(), { nowMs: Date.now(), ownerId: meId, about, title });
    if (!logged.ok) {
      setProblem(logged.problem);
      subject.current?.focus();
      return;
    }
    setSaving(true);
    const created = await acts.create(activity, logged.value.values, logged.value.said);
    setSaving(false);
    if (created.ok) log.clear();
    else setProblem(created.problem);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const take = (act: () => void): void => {
      event.preventDefault();
      event.stopPropagation();
      act();
    };
    if (event.key === 'Escape') return take(log.close);
    const command = event.ctrlKey || event.metaKey;
    if (event.key === 'Enter' && command && !event.nativeEvent.isComposing)
      return take(() => void save());
    const typing = isTyping(event.target);
    if (command || (typing && !event.altKey)) return undefined;
    // By the place of the key: with Alt some keyboards write another sign.
    const choice = choices[Number(/^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1] ?? 0) - 1];
    if (choice !== undefined) return take(choice.choose);
    const kind = quickKinds.find((one) => one.key === event.key)?.kind;
    if (kind === undefined || event.altKey) return undefined;
    return take(() => {
      choose(kind);
      focusFor(kind, kinds.current, subject.current);
    });
  };

  const moment = draft.kind === 'Task' ? 'dueAt' : 'startAt';
  const dated = draft.kind === 'Call' || draft.kind === 'Meeting' || draft.kind === 'Task';
  const hint = draft.kind === 'Task' ? 'Due' : 'When';
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its keys work anywhere in it
    <form
      className="quick-log"
      aria-label="Log an activity"
      noValidate
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <SegmentedControl
        ref={kinds}
        size="xs"
        aria-label="Kind of activity"
        value={draft.kind}
        onChange={(kind) => choose(kind)}
        data={quickKinds.map(({ kind, label, key, icon }) => ({
          value: kind,
          label: (
            <span className="quick-log-kind">
              <Icon name={icon} size={14} />
              {label}
              <kbd className="key" aria-hidden="true">
                {key.toUpperCase()}
              </kbd>
            </span>
          ),
        }))}
      />
      <TextInput
        ref={subject}
        aria-label="Subject"
        placeholder={SUBJECT_HINTS[draft.kind]}
        value={draft.subject}
        error={problem !== null}
        aria-describedby={problem === null ? undefined : 'quick-log-problem'}
        onChange={(event) => {
          setProblem(null);
          log.change({ subject: event.currentTarget.value });
        }}
      />
      <Textarea
        aria-label="Text"
        placeholder="What should the others know?"
        autosize
        minRows={2}
        maxRows={10}
        value={draft.body}
        onChange={(event) => {
          setProblem(null);
          log.change({ body: event.currentTarget.value });
        }}
      />
      {choices.length > 0 && (
        <div
          className="quick-log-choices"
          role="group"
          aria-label={draft.kind === 'Call' ? 'Outcome' : 'Due'}
        >
          {choices.map((choice, index) => (
            <button
              key={choice.label}
              type="button"
              className="tl-chip"
              aria-pressed={choice.chosen}
              onClick={choice.choose}
            >
              <kbd className="key" aria-hidden="true">
                {index + 1}
              </kbd>
              {choice.label}
            </button>
          ))}
        </div>
      )}
      <div className="quick-log-foot">
        {dated && (
          <FieldInput
            key={moment}
            entity={activity.name}
            fieldKey={moment}
            field={{ ...activity.fields[moment], label: hint }}
            value={draft[moment] ?? undefined}
            autoFocus={false}
            titleOf={noTitles}
            onCommit={(value) => {
              unreadable.current = false;
              log.change({ [moment]: value });
            }}
            onCancel={() => (unreadable.current = false)}
            onProblem={() => (unreadable.current = true)}
          />
        )}
        {moment === 'startAt' && dated && draft.startAt === null && (
          <span className="field-help">Empty means now</span>
        )}
        <span className="quick-log-space" />
        <Button variant="subtle" color="gray" onClick={log.close}>
          Cancel
        </Button>
        <Button type="submit" loading={saving}>
          Save
        </Button>
      </div>
      <ProblemLine id="quick-log-problem" problem={problem} />
    </form>
  );
}
