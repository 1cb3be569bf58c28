import { Button, Group } from '@mantine/core';
import { entityNamed } from '../../../crm/modules/registry.ts';
import { ProblemLine } from '../acts/problem-line.tsx';
import { numberFormat } from '../fields/formatters.ts';
import { useSession } from '../session/session.tsx';
import { correctionKey, fieldLabel, type ImportStep } from './import-state.ts';
import { ReportView } from './report-view.tsx';
import { SaveReport } from './save-report.tsx';
import type { ImportWizard } from './use-import.ts';

interface RehearsedStepProps {
  readonly state: Extract<ImportStep, { readonly step: 'rehearsed' }>;
  readonly wizard: ImportWizard;
}

export function RehearsedStep({ state, wizard }: RehearsedStepProps) {
  const { locale } = useSession();
  const { plan, report } = state;
  const entity = entityNamed(plan.entity);
  if (entity === undefined) return null;
  const writes = [report, ...report.also].reduce(
    (sum, { created, updated }) => sum + created + updated,
    0,
  );
  const what = report.also.length > 0 ? 'records' : entity.label.many.toLowerCase();
  const taken = Object.entries(plan.corrections);
  return (
    <>
      <p className="import-lead">Nothing is written yet. This is what the import would do:</p>
      <ReportView
        entity={entity}
        plan={plan}
        report={report}
        onAccept={(problems) => {
          const accepted = problems.flatMap(({ field, text, offer }) =>
            offer === null ? [] : [[correctionKey(field, text), offer] as const],
          );
          void wizard.rehearse({
            ...plan,
            corrections: { ...plan.corrections, ...Object.fromEntries(accepted) },
          });
        }}
      />
      {taken.length > 0 && (
        <section aria-label="Read differently">
          <h2>Read differently</h2>
          <ul className="import-notes">
            {taken.map(([key, to]) => {
              const [field = '', text = ''] = key.split('\n');
              return (
                <li key={key}>
                  {fieldLabel(entity, field)}: {text === '' ? 'an empty cell' : `“${text}”`} as{' '}
                  {to === '' ? 'nothing' : `“${to}”`}{' '}
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    onClick={() => {
                      const { [key]: _taken, ...corrections } = plan.corrections;
                      void wizard.rehearse({ ...plan, corrections });
                    }}
                  >
                    Take back
                  </Button>
                </li>
              );
            })}
          </ul>
        </section>
      )}
      <ProblemLine problem={state.problem} />
      <footer className="import-foot">
        <Button variant="subtle" color="gray" onClick={wizard.backToMatching}>
          Back to the columns
        </Button>
        <Group gap={8}>
          <SaveReport entity={entity} report={report} />
          <Button disabled={writes === 0} onClick={() => void wizard.run()}>
            {writes === 0
              ? 'Nothing to import'
              : `Import ${numberFormat(locale, {}).format(writes)} ${what}`}
          </Button>
        </Group>
      </footer>
    </>
  );
}
