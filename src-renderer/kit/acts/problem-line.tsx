import type { Problem } from '../../../crm/kernel/result.ts';

interface ProblemLineProps {
  readonly id?: string;
  /** Nothing is shown where there is none. */
  readonly problem: Problem | null | undefined;
}

/** Why something was not done and what to do about it, where it was asked for. */
export function ProblemLine({ id, problem }: ProblemLineProps) {
  if (problem === null || problem === undefined) return null;
  return (
    <p id={id} className="field-problem" role="alert">
      {problem.message} {problem.remedy}
    </p>
  );
}
