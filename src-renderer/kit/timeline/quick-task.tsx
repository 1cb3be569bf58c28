/** A task in one line above my tasks; what is read of it is shown before it is made. */
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { activity } from '../../../crm/modules/activity/activity.entity.ts';
import { quickTask } from '../../../crm/modules/activity/quick-task.ts';
import { useActs } from '../acts/acts.ts';
import { sayProblem } from '../acts/toast.tsx';
import { useOneAtATime } from '../acts/use-one-at-a-time.ts';
import { dateFormat } from '../fields/formatters.ts';
import { useSession } from '../session/session.tsx';

export function QuickTaskLine({ nowMs }: { readonly nowMs: number }) {
  const { locale, timeZone, meId } = useSession();
  const acts = useActs();
  const oneAtATime = useOneAtATime();
  const [line, setLine] = useState('');
  const { subject, dueAt, recurrence } = quickTask(line, nowMs, timeZone);
  const format = dateFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone });
  const again =
    recurrence === undefined ? '' : `, then every ${recurrence === 'FREQ=DAILY' ? 'day' : 'week'}`;
  const when = dueAt === null ? 'without a date' : `for ${format.format(new Date(dueAt))}${again}`;
  const add = async (): Promise<void> => {
    if (subject === '') return;
    const done = await acts.create(
      activity,
      {
        kind: 'Task',
        subject,
        owner: meId,
        status: 'Not Started',
        ...(dueAt === null ? {} : { dueAt }),
        ...(recurrence === undefined ? {} : { recurrence, timeZone }),
      },
      `Task planned ${when}: ${subject}`,
    );
    if (done.ok) setLine('');
    else sayProblem(done.problem);
  };
  return (
    <form
      className="quick-task"
      aria-label="A new task in one line"
      onSubmit={(event) => {
        event.preventDefault();
        oneAtATime(add);
      }}
    >
      <TextInput
        aria-label="New task"
        placeholder="New task, such as: tomorrow 9:00 call Ada"
        value={line}
        onChange={(event) => setLine(event.currentTarget.value)}
      />
      <span className="field-help" role="status">
        {subject !== '' &&
          (dueAt === null ? 'No date' : `${format.format(new Date(dueAt))}${again}`)}
      </span>
      {subject !== '' && (
        <kbd className="key" aria-hidden="true">
          Enter
        </kbd>
      )}
    </form>
  );
}
