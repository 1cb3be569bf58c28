import { Button } from '@mantine/core';
import { useState } from 'react';
import { useActs } from '../../kit/acts/acts.ts';
import { sayDone, sayProblem } from '../../kit/acts/toast.tsx';
import { useSession } from '../../kit/session/session.tsx';
import type { SettingsSectionProps } from './settings-section.ts';

export function SampleDataSection({ workspace }: SettingsSectionProps) {
  const present = workspace.hasSampleData;
  const { client } = useSession();
  const acts = useActs();
  const [busy, setBusy] = useState(false);
  const run = async (): Promise<void> => {
    setBusy(true);
    const done = await client.call(present ? 'sample.remove' : 'sample.add', {});
    setBusy(false);
    if (!done.ok) sayProblem(done.problem);
    else if (present)
      sayDone('The sample data is gone', [{ label: 'Undo', run: () => void acts.undo() }]);
    else sayDone('The sample data is here');
  };
  return (
    <section aria-label="Sample data">
      <h2>Sample data</h2>
      <p className="field-help">
        {present
          ? 'This workspace holds invented accounts, people and deals to try things out. They leave without a trace.'
          : 'Invented accounts, people and deals to try things out. They can be removed without a trace.'}
      </p>
      <Button variant="default" loading={busy} onClick={() => void run()}>
        {present ? 'Remove the sample data' : 'Add sample data'}
      </Button>
    </section>
  );
}
