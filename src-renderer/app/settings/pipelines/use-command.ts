import { useCallback } from 'react';
import { useActs } from '../../../kit/acts/acts.ts';
import { sayDone, sayProblem } from '../../../kit/acts/toast.tsx';
import { useSession } from '../../../kit/session/session.tsx';

type Run = (name: string, input: unknown, said: string) => Promise<boolean>;

/** Runs a module's command, says what it did and offers to take it back. Resolves with whether it was done. */
export function useCommand(): Run {
  const { client } = useSession();
  const acts = useActs();
  return useCallback(
    async (name, input, said) => {
      const done = await client.call('command.run', { name, input });
      if (!done.ok) {
        sayProblem(done.problem);
        return false;
      }
      const { txId } = done.value;
      sayDone(said, [{ label: 'Undo', run: () => void acts.undo(txId) }]);
      return true;
    },
    [client, acts],
  );
}
