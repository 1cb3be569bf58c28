/** A desktop's own changes on their way into the log, and the word that they are there. */
import type { Envelope } from '../../crm/contracts/envelope.contract.ts';
import type { RefusalCode, RelayMessage } from '../../crm/contracts/feed.contract.ts';
import type { Intake } from '../intake.ts';
import { REFUSALS } from '../refusals.ts';
import type { RelayContext } from '../relay-context.ts';
import type { Settled, Workspace } from '../workspaces/workspace.ts';
import type { Delivery } from './delivery.ts';
import { checkEnvelope } from './envelope-check.ts';

export interface PushIntake {
  /** False when a part of the frame cannot even be told to be an envelope. */
  readonly take: (envelopes: readonly Uint8Array[]) => boolean;
  /** Sends the acknowledgements of the last commit, all in one frame. */
  readonly acknowledge: () => void;
}

interface PushIntakeOptions {
  readonly context: RelayContext;
  readonly workspace: Workspace;
  readonly device: string;
  readonly send: (message: RelayMessage) => void;
  readonly delivery: Delivery;
  readonly intake: Intake;
}

export function createPushIntake(options: PushIntakeOptions): PushIntake {
  const { context, workspace, device, send, delivery, intake } = options;
  const { log } = context.ports;
  let acks: { readonly n: number; readonly seq: number }[] = [];
  let waitingBytes = 0;
  let waiting = 0;

  function refuse(code: RefusalCode, n: number): void {
    const { retry, why } = REFUSALS[code];
    log('envelope.refused', { refusal: code });
    send({ type: 'refuse', code, retry, n, why });
  }

  function settle({ n }: Envelope, outcome: Settled): void {
    if (!outcome.ok) return refuse(outcome.problem.code, n);
    const { result } = outcome;
    if (result.kind === 'refused') return refuse(result.code, n);
    acks.push({ n, seq: result.seq });
    delivery.isOwn(result.seq);
  }

  function acknowledge(): void {
    if (acks.length === 0) return;
    send({ type: 'ack', acks });
    acks = [];
  }

  return {
    acknowledge,
    take(envelopes) {
      for (const bytes of envelopes) {
        const checked = checkEnvelope(bytes, device);
        if (!checked.ok) {
          if (checked.n === 0) return false;
          refuse(checked.code, checked.n);
          continue;
        }
        const { envelope } = checked;
        waiting++;
        waitingBytes += bytes.byteLength;
        if (context.faults.ackBeforeCommit)
          send({ type: 'ack', acks: [{ n: envelope.n, seq: workspace.head() + waiting }] });
        workspace.submit({ kind: 'pushed', envelope, bytes }, (outcome) => {
          waiting--;
          waitingBytes -= bytes.byteLength;
          settle(envelope, outcome);
          intake.hold(waitingBytes > context.limits.pushPendingBytesMax);
        });
      }
      intake.hold(waitingBytes > context.limits.pushPendingBytesMax);
      return true;
    },
  };
}
