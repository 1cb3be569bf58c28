/** The customer said yes: where its deal goes from here is asked, and what happens to the rest is said. */
import { Button, Modal, Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import { titleOf as recordTitle } from '../../../crm/kernel/derive.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { StageValue } from '../../../crm/kernel/fields/stage.field.ts';
import { stagedFieldOf, stagesBeside } from '../../../crm/kernel/pipelines.ts';
import { acceptAction } from '../../../crm/modules/quote/answer.rules.ts';
import { quote, type QuoteRow } from '../../../crm/modules/quote/quote.entity.ts';
import { entityNamed } from '../../../crm/modules/registry.ts';
import { DialogFoot } from '../acts/dialog-foot.tsx';
import { useOneAtATime } from '../acts/use-one-at-a-time.ts';
import { useFocusBack } from '../session/use-focus-back.ts';
import { useLiveQuery } from '../session/use-live-query.ts';

interface AcceptDialogProps {
  readonly row: QuoteRow;
  readonly deal: string;
  /** Asks for what the deal needs in that stage, if anything, and does it. */
  readonly run: (action: ReturnType<typeof acceptAction>, row: AnyRow) => Promise<void>;
  readonly onClose: () => void;
}

export function AcceptDialog({ row, deal: id, run, onClose }: AcceptDialogProps) {
  useFocusBack();
  const oneAtATime = useOneAtATime();
  const [picked, setPicked] = useState<string | null>(null);
  const { result } = useLiveQuery(
    useMemo(
      () => ({
        entity: 'deal',
        filter: { field: 'id', operator: 'anyOf', operand: [id] },
        sort: [],
        window: { offset: 0, limit: 1 },
      }),
      [id],
    ),
  );
  const deal = result?.rows[0] as AnyRow | undefined;
  const entity = entityNamed('deal');
  const staged = entity === undefined ? undefined : stagedFieldOf(entity);
  const stage = (staged === undefined ? undefined : deal?.[staged.key]) as StageValue | undefined;
  const stages = staged === undefined ? [] : stagesBeside(staged.field, stage?.stage);
  const open = stages.filter(({ outcome }) => outcome !== 'lost');
  const won = open.find(({ outcome }) => outcome === 'won')?.value ?? null;
  const title = recordTitle(quote, row as AnyRow);
  return (
    <Modal
      opened
      onClose={onClose}
      title={`“${title}” is accepted`}
      size={480}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        className="quote-dialog"
        onSubmit={(event) => {
          event.preventDefault();
          oneAtATime(async () => {
            onClose();
            await run(acceptAction(picked ?? won ?? undefined), row as AnyRow);
          });
        }}
      >
        <p>
          The deal gets the lines and the amount of this quote, and its other open quotes are
          declined. Undo takes all of it back.
        </p>
        <Select
          label={`Stage of ${deal === undefined ? 'the deal' : `“${String(deal['name'])}”`}`}
          data={open.map(({ value, label }) => ({ value, label }))}
          value={picked ?? won}
          allowDeselect={false}
          data-autofocus
          onChange={setPicked}
        />
        <DialogFoot onCancel={onClose}>
          <Button type="submit" disabled={result === undefined}>
            Accept
          </Button>
        </DialogFoot>
      </form>
    </Modal>
  );
}
