/** Just after a start not everything is indexed yet: what is missing comes without being asked for. */
import type { CallInput, CallOutput } from '../../../crm/contracts/worker-rpc.contract.ts';
import type { WorkerClient } from './worker-client.ts';

const ASK_AGAIN_MS = 300;

type Answer = CallOutput<'search'>;

/** Tells each answer until one is complete; what it returns ends that. A call that fails tells nothing. */
export function followSearch(
  client: Pick<WorkerClient, 'call'>,
  question: CallInput<'search'>,
  tell: (answer: Answer) => void,
  failed: () => void = () => undefined,
): () => void {
  let current = true;
  let again: ReturnType<typeof setTimeout> | undefined;
  const ask = (): void => {
    client.call('search', question).then((answer) => {
      if (!current) return;
      if (!answer.complete) again = setTimeout(ask, ASK_AGAIN_MS);
      tell(answer);
    }, failed);
  };
  ask();
  return () => {
    current = false;
    clearTimeout(again);
  };
}

/** The first answer that has anything, or that is complete. */
export function searchUntilFound(
  client: Pick<WorkerClient, 'call'>,
  question: CallInput<'search'>,
): Promise<Answer['hits']> {
  return new Promise((resolve) => {
    const stop = followSearch(
      client,
      question,
      ({ hits, complete }) => {
        if (hits.length === 0 && !complete) return;
        stop();
        resolve(hits);
      },
      () => resolve([]),
    );
  });
}
