/** The quote as the customer gets it: looked at here, and saved as a PDF. */
import { Button, Modal } from '@mantine/core';
import { createPortal } from 'react-dom';
import { paperSizeOf } from '../../../crm/modules/quote/paper.ts';
import type { QuoteRow } from '../../../crm/modules/quote/quote.entity.ts';
import { DialogFoot } from '../acts/dialog-foot.tsx';
import { sayDone, sayProblem } from '../acts/toast.tsx';
import { useOneAtATime } from '../acts/use-one-at-a-time.ts';
import { Icon } from '../icons/icon.tsx';
import { useSession } from '../session/session.tsx';
import { useFocusBack } from '../session/use-focus-back.ts';
import { numberOf, QuotePaper } from './quote-paper.tsx';
import { usePaper } from './use-paper.ts';

export function PaperDialog({
  row,
  onClose,
}: {
  readonly row: QuoteRow;
  readonly onClose: () => void;
}) {
  useFocusBack();
  const { country, printPage, saveFile } = useSession();
  const oneAtATime = useOneAtATime();
  const on = usePaper(row);
  const number = numberOf(row);
  const sheet = on && <QuotePaper row={row} paper={on.paper} facts={on.facts} />;
  const save = async (): Promise<void> => {
    const foot = [on?.foot, number].filter(Boolean).join(' · ');
    const printed = await printPage({ size: paperSizeOf(country), foot });
    if (!printed.ok) return sayProblem(printed.problem);
    const name = [number.replace('…', ''), row.name].join(' ');
    const saved = await saveFile(`${name}.pdf`, printed.value.bytes);
    if (!saved.ok) return sayProblem(saved.problem);
    if (saved.value.cancelled) return;
    sayDone(`${number} saved as a PDF`);
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Quote ${number}`}
      size="min(60rem, 94vw)"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          oneAtATime(save);
        }}
      >
        <div className="paper-sheet" aria-busy={on === null}>
          {sheet}
        </div>
        <DialogFoot onCancel={onClose}>
          <Button
            type="submit"
            data-autofocus
            disabled={on === null}
            leftSection={<Icon name="download" size={14} />}
          >
            Save as PDF
          </Button>
        </DialogFoot>
      </form>
      {createPortal(
        <div className="paper-print" aria-hidden="true">
          {sheet}
        </div>,
        document.body,
      )}
    </Modal>
  );
}
