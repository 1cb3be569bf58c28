import { Button } from '@mantine/core';
import type { Problem } from '../../../crm/kernel/result.ts';
import { Icon } from '../../kit/icons/icon.tsx';

/** The data cannot be reached as it is: says what happened and the way out, and hides nothing. */
export function Halted({ problem }: { readonly problem: Pick<Problem, 'message' | 'remedy'> }) {
  return (
    <main className="empty halted" role="alert">
      <Icon name="warning" size={28} />
      <h1>{problem.message}</h1>
      <p>{problem.remedy}</p>
      <Button variant="light" onClick={() => window.location.reload()}>
        Try again
      </Button>
    </main>
  );
}
