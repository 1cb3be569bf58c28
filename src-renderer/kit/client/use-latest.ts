import { useEffect, useState } from 'react';
import type {
  CallInput,
  CallName,
  CallOutput,
  EventData,
  EventName,
} from '../../../crm/contracts/worker-rpc.contract.ts';
import type { SyncState, WorkspaceState } from '../../../crm/contracts/rpc/workspace.rpc.ts';
import type { WorkerClient } from '../session/worker-client.ts';

/** Calls that take nothing and have an event that carries the same thing whenever it changes. */
interface Told {
  readonly call: 'workspace.state' | 'sync.state';
  readonly event: 'workspace.changed' | 'sync.changed';
}

/** undefined until the worker has said it once. Takes the client, as it is also used before there is a session. */
function useTold<Call extends Told['call'] & CallName, Event extends Told['event'] & EventName>(
  client: WorkerClient,
  call: Call,
  event: Event,
): CallOutput<Call> | EventData<Event> | undefined {
  const [told, setTold] = useState<CallOutput<Call> | EventData<Event>>();
  useEffect(() => {
    let newest = false;
    let over = false;
    const stop = client.on(event, (data) => {
      newest = true;
      setTold(data);
    });
    client.call(call, {} as CallInput<Call>).then(
      // An event that came meanwhile is newer than the answer.
      (answer) => (newest || over ? undefined : setTold(answer)),
      // The client's own state says that there is nobody to ask.
      () => undefined,
    );
    return () => {
      over = true;
      stop();
    };
  }, [client, call, event]);
  return told;
}

export function useWorkspace(client: WorkerClient): WorkspaceState | undefined {
  return useTold(client, 'workspace.state', 'workspace.changed');
}

export function useSync(client: WorkerClient): SyncState | undefined {
  return useTold(client, 'sync.state', 'sync.changed');
}
