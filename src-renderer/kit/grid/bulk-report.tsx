/** What of an act over many records was not done, one by one and with the reason: nothing is dropped in silence. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { BulkReport } from '../../../crm/contracts/rpc/bulk.rpc.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { copyText } from '../acts/copy-text.ts';
import { numberFormat } from '../fields/formatters.ts';
import { useSession } from '../session/session.tsx';
import { useFocusBack } from '../session/use-focus-back.ts';
import { tsvOf } from './tsv.ts';

/** A text of a pasted block that found no place or was not taken. */
export interface LostCell {
  /** Of the record; '' where there is none. */
  readonly title: string;
  /** Label of the field; '' where there is none. */
  readonly field: string;
  readonly text: string;
  readonly reason: string;
}

export interface ReportShown {
  readonly entity: EntityDef;
  readonly report: BulkReport;
  readonly lost: readonly LostCell[];
  readonly lostCount: number;
  /** Does it for the others; absent where that has happened already or there are none. */
  readonly doOthers?: () => void;
}

interface BulkReportDialogProps {
  readonly shown: ReportShown;
  readonly onClose: () => void;
}

export function BulkReportDialog({ shown, onClose }: BulkReportDialogProps) {
  useFocusBack();
  const { locale } = useSession();
  const { entity, report, lost, lostCount, doOthers } = shown;
  const number = numberFormat(locale, {});
  const many = entity.label.many.toLowerCase();
  const others = report.asked - report.refusedCount;
  const title =
    report.refusedCount > 0
      ? `${number.format(report.refusedCount)} of ${number.format(report.asked)} ${many} cannot be changed so`
      : `${number.format(lostCount)} ${lostCount === 1 ? 'cell was' : 'cells were'} not taken`;
  const unnamed = report.refusedCount + lostCount - report.refused.length - lost.length;
  const copy = (): void => {
    const lines = [
      ...report.refused.map((one) => [one.title, '', '', one.problem.message]),
      ...lost.map((one) => [one.title, one.field, one.text, one.reason]),
    ];
    void copyText(tsvOf(lines), 'The report is in the clipboard');
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={640}
      closeButtonProps={{ 'aria-label': 'Close the report' }}
    >
      <Stack gap={12}>
        {doOthers !== undefined && (
          <Text size="sm">
            Nothing has been changed yet. You decide what happens to the others.
          </Text>
        )}
        {doOthers === undefined && report.changed > 0 && (
          <Text size="sm">
            {number.format(report.changed)} {report.changed === 1 ? 'record was' : 'records were'}{' '}
            changed; the rest is named here as it was meant.
          </Text>
        )}
        <ul className="bulk-report" aria-label="Not done">
          {report.refused.map((one) => (
            <li key={one.id}>
              <strong>{one.title}</strong>
              <span>
                {one.problem.message} {one.problem.remedy}
              </span>
            </li>
          ))}
          {lost.map((one, index) => (
            // Cells have no names of their own, and the list never changes.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={index}>
              <strong>{[one.title, one.field].filter(Boolean).join(', ')}</strong>
              <span>
                “{one.text}” {one.reason}
              </span>
            </li>
          ))}
        </ul>
        {unnamed > 0 && <Text size="sm">and {number.format(unnamed)} more</Text>}
        <Group justify="space-between">
          <Button variant="subtle" color="gray" onClick={copy}>
            Copy this list
          </Button>
          <Group gap={8}>
            <Button variant="default" onClick={onClose} data-autofocus>
              {doOthers === undefined ? 'Close' : 'Change none'}
            </Button>
            {doOthers !== undefined && (
              <Button
                onClick={() => {
                  onClose();
                  doOthers();
                }}
              >
                Change the other {number.format(others)}
              </Button>
            )}
          </Group>
        </Group>
      </Stack>
    </Modal>
  );
}
