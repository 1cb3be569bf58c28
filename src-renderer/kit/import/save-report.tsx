import { Button } from '@mantine/core';
import type { ImportReport } from '../../../crm/contracts/rpc/import.rpc.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { sayDone, sayProblem } from '../acts/toast.tsx';
import { Icon } from '../icons/icon.tsx';
import { useSession } from '../session/session.tsx';
import { hasFindings, reportFile } from './report-file.ts';

interface SaveReportProps {
  readonly entity: EntityDef;
  readonly report: ImportReport;
}

/** Absent when there is nothing to put right. */
export function SaveReport({ entity, report }: SaveReportProps) {
  const { saveFile } = useSession();
  if (!hasFindings(report)) return null;
  const save = async (): Promise<void> => {
    const name = `Import report, ${entity.label.many.toLowerCase()}.csv`;
    const saved = await saveFile(name, reportFile(entity, report));
    if (!saved.ok) sayProblem(saved.problem);
    else if (!saved.value.cancelled) sayDone('Report saved');
  };
  return (
    <Button
      variant="default"
      leftSection={<Icon name="download" size={14} />}
      onClick={() => void save()}
    >
      Save report
    </Button>
  );
}
