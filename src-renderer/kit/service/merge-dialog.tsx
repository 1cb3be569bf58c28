import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import type { Problem } from '../../../crm/kernel/result.ts';
import { titleOf as recordTitle } from '../../../crm/kernel/derive.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { MERGE } from '../../../crm/modules/ticket/merge.rules.ts';
import { ticket } from '../../../crm/modules/ticket/ticket.entity.ts';
import type { TicketRow } from '../../../crm/modules/ticket/service-level.ts';
import { useActs } from '../acts/acts.ts';
import { useOneAtATime } from '../acts/use-one-at-a-time.ts';
import { RecordPicker } from '../fields/record-picker.tsx';
import type { RecordChoice } from '../fields/use-record-choices.ts';
import { useSession } from '../session/session.tsx';
import { useFocusBack } from '../session/use-focus-back.ts';
import { ProblemLine } from '../acts/problem-line.tsx';
import { DialogFoot } from '../acts/dialog-foot.tsx';

interface MergeDialogProps {
  readonly row: TicketRow;
  readonly onClose: () => void;
}

export function MergeDialog({ row, onClose }: MergeDialogProps) {
  useFocusBack();
  const { navigation } = useSession();
  const acts = useActs();
  const oneAtATime = useOneAtATime();
  const [into, setInto] = useState<RecordChoice | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const title = recordTitle(ticket, row as AnyRow);
  const merge = async (): Promise<void> => {
    if (into === null) {
      setProblem({
        code: 'nothing-chosen',
        message: 'Into which ticket?',
        remedy: 'Find it by its number or its subject.',
      });
      return;
    }
    const input = { ticket: row.id, into: into.id };
    const refused = await acts.run(MERGE, input, `Merged into ${into.title}`);
    if (refused !== null) return setProblem(refused);
    onClose();
    navigation.openRecord(ticket.name, into.id);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Merge “${title}”`}
      size={480}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        className="ticket-dialog"
        onSubmit={(event) => {
          event.preventDefault();
          oneAtATime(merge);
        }}
      >
        <p>
          This ticket is closed and points to the one chosen. Its activities and notes are read from
          there; nothing is lost, and undo takes it apart again, days later too.
        </p>
        <RecordPicker
          to={ticket.name}
          label="The ticket that goes on"
          required
          current={into?.title ?? ''}
          inputId={undefined}
          autoFocus
          problem={problem?.message}
          withinPortal
          many={false}
          except={row.id}
          onPick={(choice) => {
            setProblem(null);
            setInto(choice);
          }}
          onLeave={() => undefined}
        />
        <ProblemLine problem={problem} />
        <DialogFoot onCancel={onClose}>
          <Button type="submit">Merge</Button>
        </DialogFoot>
      </form>
    </Modal>
  );
}
