/** Points records out to a department or a colleague, and says with whom one record is shared already. */
import { Button, Modal, Select, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Problem } from '../../../crm/kernel/result.ts';
import type { ShareRow } from '../../../crm/modules/share/share.entity.ts';
import { SHARE, UNSHARE } from '../../../crm/modules/share/share.rules.ts';
import { useActs } from '../acts/acts.ts';
import { DialogFoot } from '../acts/dialog-foot.tsx';
import { ProblemLine } from '../acts/problem-line.tsx';
import { Icon } from '../icons/icon.tsx';
import type { TitleOf } from '../session/session.tsx';
import { useFocusBack } from '../session/use-focus-back.ts';
import { useColleagues } from './use-departments.ts';
import './sharing.css';

interface ShareDialogProps {
  readonly title: string;
  readonly records: readonly { readonly entity: string; readonly id: string }[];
  /** Of one record: with whom it is shared now. */
  readonly shares?: readonly ShareRow[];
  readonly titleOf?: TitleOf;
  readonly onClose: () => void;
}

const NO_SHARES: readonly ShareRow[] = [];
const DEPARTMENT = 'department:';
const PERSON = 'person:';

export function ShareDialog({
  title,
  records,
  shares = NO_SHARES,
  titleOf,
  onClose,
}: ShareDialogProps) {
  useFocusBack();
  const acts = useActs();
  const { departments, people } = useColleagues();
  const [target, setTarget] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const name = (value: string): string =>
    value.startsWith(DEPARTMENT)
      ? value.slice(DEPARTMENT.length)
      : (people.find(({ id }) => PERSON + id === value)?.name ?? '');
  const share = async (): Promise<void> => {
    if (target === null) return;
    const whom = target.startsWith(DEPARTMENT)
      ? { department: target.slice(DEPARTMENT.length) }
      : { person: target.slice(PERSON.length) };
    const input = { records, target: whom, note };
    const refused = await acts.run(SHARE, input, `Shared with ${name(target)}`);
    if (refused === null) onClose();
    else setProblem(refused);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={460}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        className="share-dialog"
        onSubmit={(event) => {
          event.preventDefault();
          void share();
        }}
      >
        <Select
          label="With"
          placeholder="A department or a colleague"
          searchable
          data-autofocus
          nothingFoundMessage="Nobody is called that"
          data={[
            {
              group: 'Departments',
              items: departments.map((one) => ({ value: DEPARTMENT + one, label: one })),
            },
            {
              group: 'Colleagues',
              items: people.map(({ id, name: label }) => ({ value: PERSON + id, label })),
            },
          ]}
          value={target}
          onChange={setTarget}
        />
        {departments.length === 0 && (
          <p className="field-help">
            There are no departments yet: they are the teams on the pages of users.
          </p>
        )}
        <Textarea
          label="Note"
          placeholder="What they should look at"
          autosize
          minRows={2}
          maxRows={6}
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <p className="field-help">
          Everybody in the workspace sees every record anyway. Sharing puts one line into their
          inbox, and the record into their view “Shared with my department”.
        </p>
        <ProblemLine problem={problem} />
        <DialogFoot onCancel={onClose}>
          <Button type="submit" disabled={target === null}>
            Share
          </Button>
        </DialogFoot>
        {shares.length > 0 && (
          <section aria-label="Shared with">
            <h3>Shared with</h3>
            <ul className="shares">
              {shares.map((one) => (
                <li key={one.id}>
                  <Icon name={one.person === undefined ? 'users' : 'user'} size={14} />
                  <span>{targetName(one, titleOf)}</span>
                  <span className="tl-facts">
                    by {titleOf?.('user', one.by ?? '') ?? 'somebody'}
                    {one.note === undefined ? '' : `: ${one.note}`}
                  </span>
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    color="gray"
                    aria-label={`Stop sharing with ${targetName(one, titleOf)}`}
                    onClick={() =>
                      void acts.command(
                        UNSHARE,
                        { ids: [one.id] },
                        `No longer shared with ${targetName(one, titleOf)}`,
                      )
                    }
                  >
                    Stop
                  </Button>
                </li>
              ))}
            </ul>
          </section>
        )}
      </form>
    </Modal>
  );
}

export function targetName(share: ShareRow, titleOf: TitleOf | undefined): string {
  return share.person === undefined
    ? (share.department ?? '')
    : (titleOf?.('user', share.person) ?? 'Somebody');
}
