/** A new activity at a place of the calendar: what it is, and what needs no form. */
import { Button, Group, Modal, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { activity } from '../../../crm/modules/activity/activity.entity.ts';
import { REMINDER_CHOICES, repeatChoices } from '../../../crm/modules/activity/repeat-choices.ts';
import { withEnd, type RuleEnd } from '../../../crm/modules/activity/rule-end.ts';
import { dayIn } from '../../../crm/kernel/zoned-days.ts';
import type { Problem } from '../../../crm/kernel/result.ts';
import { useActs } from '../acts/acts.ts';
import { ProblemLine } from '../acts/problem-line.tsx';
import { dateFormat } from '../fields/formatters.ts';
import { useNavigation, useSession } from '../session/session.tsx';
import { useFocusBack } from '../session/use-focus-back.ts';
import type { Times } from './entry-times.ts';
import { RuleEnds } from './rule-ends.tsx';

const KINDS = ['Meeting', 'Call', 'Task'] as const;
type Kind = (typeof KINDS)[number];

interface NewEntryProps {
  readonly times: Times;
  /** On a day without an hour. */
  readonly due: boolean;
  readonly onClose: () => void;
  /** The key under which the calendar draws it. */
  readonly onCreated: (key: string) => void;
}

export function NewEntry({ times, due, onClose, onCreated }: NewEntryProps) {
  useFocusBack();
  const { locale, timeZone, meId } = useSession();
  const { create } = useNavigation();
  const acts = useActs();
  const [kind, setKind] = useState<Kind>(due ? 'Task' : 'Meeting');
  const [subject, setSubject] = useState('');
  const [missing, setMissing] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [rule, setRule] = useState('');
  const [end, setEnd] = useState<RuleEnd>({ kind: 'never' });
  const [lead, setLead] = useState('');
  const [saving, setSaving] = useState(false);
  const start = new Date(times.startAt);
  const choices = useMemo(
    () => repeatChoices(dayIn(Date.parse(times.startAt), timeZone)),
    [times.startAt, timeZone],
  );
  const day = dateFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone });
  const time = dateFormat(locale, { timeStyle: 'short', timeZone });

  const values = () => ({
    kind,
    owner: meId,
    ...(subject.trim() === '' ? {} : { subject: subject.trim() }),
    ...(kind === 'Task'
      ? { dueAt: times.startAt, status: 'Not Started' }
      : { ...times, status: 'Planned' }),
    ...(rule === ''
      ? {}
      : { recurrence: withEnd(rule, end, timeZone), timeZone, repeatsFrom: times.startAt }),
    ...(lead === ''
      ? {}
      : { reminderAt: new Date(start.getTime() - Number(lead) * 60_000).toISOString() }),
  });
  const save = async (): Promise<void> => {
    if (saving) return;
    if (subject.trim() === '') return setMissing(true);
    setSaving(true);
    setProblem(null);
    const done = await acts.create(activity, values(), `${kind} planned: ${subject.trim()}`);
    setSaving(false);
    if (done.ok) onCreated(rule === '' ? done.value.id : `${done.value.id}@${times.startAt}`);
    else setProblem(done.problem);
    return undefined;
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={`${day.format(start)}, ${kind === 'Task' ? time.format(start) : time.formatRange(start, new Date(times.endAt))}`}
      size={420}
      closeButtonProps={{ 'aria-label': 'Close without planning' }}
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Ctrl-Enter anywhere in it sends it */}
      <form
        className="cal-new"
        aria-label="New activity"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          void save();
        }}
      >
        <TextInput
          data-autofocus
          aria-label="Subject"
          placeholder="What is planned?"
          value={subject}
          error={missing && 'Write a few words.'}
          onChange={(event) => {
            setMissing(false);
            setSubject(event.currentTarget.value);
          }}
        />
        <SegmentedControl
          size="xs"
          aria-label="Kind of activity"
          value={kind}
          onChange={(value) => setKind(value)}
          data={KINDS.map((value) => ({ value, label: value }))}
        />
        <Group grow gap={8}>
          <Select
            label="Repeats"
            allowDeselect={false}
            value={rule}
            onChange={(value) => setRule(value ?? '')}
            data={choices.map((choice) => ({ value: choice.rule, label: choice.label }))}
          />
          <Select
            label="Reminder"
            allowDeselect={false}
            value={lead}
            onChange={(value) => setLead(value ?? '')}
            data={[
              { value: '', label: 'None' },
              ...REMINDER_CHOICES.map(({ minutes, label }) => ({ value: String(minutes), label })),
            ]}
          />
        </Group>
        {rule !== '' && (
          <RuleEnds
            labelled
            end={end}
            from={dayIn(Date.parse(times.startAt), timeZone)}
            onEnd={setEnd}
          />
        )}
        <ProblemLine problem={problem} />
        <Group className="dialog-foot">
          <Button
            variant="subtle"
            color="gray"
            onClick={() => {
              onClose();
              create(activity.name, values());
            }}
          >
            More fields
          </Button>
          <Button type="submit" loading={saving}>
            Plan it
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
