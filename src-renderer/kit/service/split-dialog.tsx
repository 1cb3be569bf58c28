import { Button, Checkbox, Modal, Textarea, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Problem } from '../../../crm/kernel/result.ts';
import { titleOf as recordTitle } from '../../../crm/kernel/derive.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { activity } from '../../../crm/modules/activity/activity.entity.ts';
import { SPLIT } from '../../../crm/modules/ticket/merge.rules.ts';
import { ticket } from '../../../crm/modules/ticket/ticket.entity.ts';
import type { TicketRow } from '../../../crm/modules/ticket/service-level.ts';
import { useActs } from '../acts/acts.ts';
import { useOneAtATime } from '../acts/use-one-at-a-time.ts';
import { useSession } from '../session/session.tsx';
import type { TimelineData } from '../timeline/use-timeline.ts';
import { useFocusBack } from '../session/use-focus-back.ts';
import { newRecordId } from './new-record-id.ts';
import { ProblemLine } from '../acts/problem-line.tsx';
import { DialogFoot } from '../acts/dialog-foot.tsx';

interface SplitDialogProps {
  readonly row: TicketRow;
  readonly timeline: TimelineData;
  readonly onClose: () => void;
}

export function SplitDialog({ row, timeline, onClose }: SplitDialogProps) {
  useFocusBack();
  const { navigation } = useSession();
  const acts = useActs();
  const oneAtATime = useOneAtATime();
  const [id] = useState(newRecordId);
  const [subject, setSubject] = useState('');
  const [description, setDescription] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const activities = useMemo(
    () =>
      [...timeline.next, ...timeline.past].flatMap((item) =>
        item.kind === 'activity' || item.kind === 'note' ? [item.row] : [],
      ),
    [timeline],
  );
  const split = async (): Promise<void> => {
    const input = { ticket: row.id, id, subject, description, activities: chosen };
    const refused = await acts.run(SPLIT, input, 'Split off');
    if (refused !== null) return setProblem(refused);
    onClose();
    navigation.openRecord(ticket.name, id);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Split “${recordTitle(ticket, row as AnyRow)}”`}
      size={520}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        className="ticket-dialog"
        onSubmit={(event) => {
          event.preventDefault();
          oneAtATime(split);
        }}
      >
        <p>A new ticket of the same customer for what else it is about. Both link to each other.</p>
        <TextInput
          label="Subject of the new ticket"
          required
          data-autofocus
          value={subject}
          onChange={(event) => setSubject(event.currentTarget.value)}
        />
        <Textarea
          label="Description"
          autosize
          minRows={2}
          maxRows={8}
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        {activities.length > 0 && (
          <Checkbox.Group
            label="Activities that are about it too"
            value={[...chosen]}
            onChange={setChosen}
          >
            <div className="ticket-activities">
              {activities.map((one) => (
                <Checkbox
                  key={one.id}
                  value={one.id}
                  label={recordTitle(activity, one as AnyRow)}
                />
              ))}
            </div>
          </Checkbox.Group>
        )}
        <ProblemLine problem={problem} />
        <DialogFoot onCancel={onClose}>
          <Button type="submit" disabled={subject.trim() === ''}>
            Split off
          </Button>
        </DialogFoot>
      </form>
    </Modal>
  );
}
