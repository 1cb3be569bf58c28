import { useMemo } from 'react';
import type { Problem } from '../../../crm/kernel/result.ts';
import { useActs } from '../acts/acts.ts';
import { sayDone, sayProblem } from '../acts/toast.tsx';
import { useSession } from '../session/session.tsx';

export interface DefinitionActs {
  /** Runs a command over definitions; says what was done with a way back, or answers with the problem. */
  readonly run: (name: string, input: unknown, said: string) => Promise<Problem | null>;
  /** The same where the problem has no place on the screen. */
  readonly act: (name: string, input: unknown, said: string) => Promise<void>;
}

export function useDefinitionActs(): DefinitionActs {
  const { client } = useSession();
  const { undo } = useActs();
  return useMemo(() => {
    const run: DefinitionActs['run'] = async (name, input, said) => {
      const done = await client.call('command.run', { name, input });
      if (!done.ok) return done.problem;
      const { txId } = done.value;
      sayDone(said, [{ label: 'Undo', run: () => void undo(txId) }]);
      return null;
    };
    return {
      run,
      act: async (name, input, said) => {
        const problem = await run(name, input, said);
        if (problem !== null) sayProblem(problem);
      },
    };
  }, [client, undo]);
}
