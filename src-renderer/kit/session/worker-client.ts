import type {
  CallInput,
  CallName,
  CallOutput,
  EventData,
  EventName,
} from '../../../crm/contracts/worker-rpc.contract.ts';

/** What the screens need of the line to the worker. */
export interface WorkerClient {
  readonly call: <Name extends CallName>(
    name: Name,
    input: CallInput<Name>,
  ) => Promise<CallOutput<Name>>;
  /** Returns the function that stops listening. */
  readonly on: <Name extends EventName>(
    name: Name,
    listener: (data: EventData<Name>) => void,
  ) => () => void;
}
