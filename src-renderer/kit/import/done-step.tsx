import { Button, Group } from '@mantine/core';
import { entityNamed } from '../../../crm/modules/registry.ts';
import { ProblemLine } from '../acts/problem-line.tsx';
import { Icon } from '../icons/icon.tsx';
import { useNavigation } from '../session/session.tsx';
import type { ImportStep } from './import-state.ts';
import { ReportView } from './report-view.tsx';
import { SaveReport } from './save-report.tsx';
import { TakenBack } from './taken-back.tsx';
import type { ImportWizard } from './use-import.ts';

interface DoneStepProps {
  readonly state: Extract<ImportStep, { readonly step: 'done' }>;
  readonly wizard: ImportWizard;
}

export function DoneStep({ state, wizard }: DoneStepProps) {
  const { openList } = useNavigation();
  const { plan, report, undone, problem } = state;
  const entity = entityNamed(plan.entity);
  if (entity === undefined) return null;
  if (undone) return <TakenBack onStartOver={wizard.startOver} />;
  return (
    <>
      <p className="import-lead" role="status">
        <Icon name="check" size={16} /> Imported.
      </p>
      <ReportView entity={entity} plan={plan} report={report} />
      <ProblemLine problem={problem} />
      <footer className="import-foot">
        <Button
          variant="subtle"
          color="gray"
          leftSection={<Icon name="undo" size={14} />}
          onClick={() => void wizard.undo()}
        >
          Undo the import
        </Button>
        <Group gap={8}>
          <SaveReport entity={entity} report={report} />
          <Button variant="default" onClick={wizard.startOver}>
            Import another file
          </Button>
          <Button onClick={() => openList(entity.name)}>
            Show the {entity.label.many.toLowerCase()}
          </Button>
        </Group>
      </footer>
    </>
  );
}
