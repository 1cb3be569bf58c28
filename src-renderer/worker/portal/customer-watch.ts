/**
 * Takes in what customers sent, and lets tickets say what they answered. Every desktop does it, because any of them may
 * be the only one that is on; each waits a while of its own, so that mostly one writes and the others find it done.
 */
import { randomInt, type Random } from '../../../crm/kernel/ports.ts';
import { TAKE_IN, TAKEN_IN_MAX } from '../../../crm/modules/portal/portal.rules.ts';
import { submission, type SubmissionRow } from '../../../crm/modules/portal/submission.entity.ts';
import { isWaiting } from '../../../crm/modules/portal/take-in.ts';
import {
  countsForTicket,
  NOTHING_TO_SETTLE,
  SATISFACTIONS_MAX,
  SETTLE_SATISFACTION,
} from '../../../crm/modules/survey/survey.rules.ts';
import { surveyResponse } from '../../../crm/modules/survey/survey-response.entity.ts';
import type { Engine } from '../engine/engine-api.ts';
import type { Timers } from '../engine/ports.ts';
import type { RowChange } from '../rows/row-change.ts';
import { runOneAtATime } from '../shell/asked-again.ts';

/** Entries of one act may arrive in several parts. */
const QUIET_MS = 200;
/** Long enough for what one desktop wrote to be with the others before they would. */
const SPREAD_MS = 2_000;
/** More in a row means that two versions of the rules disagree; the next submission tries again. */
const ACTS_MAX = 100;

export interface CustomerWatch {
  readonly rowsChanged: (changes: readonly RowChange[]) => void;
  /** Whether this desktop is up to date may be another now. */
  readonly syncChanged: () => void;
  readonly stop: () => void;
}

export function watchCustomers({
  engine,
  timers,
  random,
}: {
  readonly engine: Engine;
  readonly timers: Timers;
  readonly random: Random;
}): CustomerWatch {
  /** Submissions that may still have to be taken in. */
  const sent = new Set<string>();
  /** Ticket → the score that an answer had which is not there any more. */
  const answered = new Map<string, number | undefined>();
  let cancel: () => void = () => undefined;
  let isPlanned = false;
  let stopped = false;

  for (const row of engine.all(submission.name) as Iterable<SubmissionRow>)
    if (isWaiting(row, engine)) sent.add(row.id);
  if (sent.size > 0) soon();
  const work = runOneAtATime(async () => {
    if (stopped) return;
    await settleSatisfaction();
    // A teammate's desktop may have taken it in already, and that is still on its way to us.
    if (engine.syncState().state === 'live') await takeIn();
  });

  function soon(): void {
    if (isPlanned || stopped) return;
    isPlanned = true;
    cancel = timers.after(QUIET_MS + randomInt(random, SPREAD_MS), () => {
      isPlanned = false;
      void work();
    });
  }

  async function takeIn(): Promise<void> {
    for (let act = 0; act < ACTS_MAX && !stopped; act++) {
      for (const id of sent) {
        const row = engine.get(submission.name, id) as SubmissionRow | undefined;
        if (!isWaiting(row, engine)) sent.delete(id);
      }
      const submissions = [...sent].slice(0, TAKEN_IN_MAX);
      if (submissions.length === 0) return;
      const done = await engine.run(TAKE_IN, { submissions });
      // A full disk: what is waiting is tried again with the next change.
      if (!done.ok) return;
    }
  }

  async function settleSatisfaction(): Promise<void> {
    while (answered.size > 0 && !stopped) {
      const part = [...answered].slice(0, SATISFACTIONS_MAX);
      for (const [ticket] of part) answered.delete(ticket);
      const tickets = part.map(([ticket, was]) => ({
        ticket,
        ...(was === undefined ? {} : { was }),
      }));
      const done = await engine.run(SETTLE_SATISFACTION, { tickets });
      if (done.ok || done.problem.code === NOTHING_TO_SETTLE) continue;
      // A full disk: tried again with the next change. What was said of a ticket meanwhile is the later word.
      for (const [ticket, was] of part) if (!answered.has(ticket)) answered.set(ticket, was);
      return;
    }
  }

  return {
    rowsChanged(changes) {
      for (const { entity, id, before, after } of changes) {
        if (entity === submission.name && after !== undefined) {
          sent.add(id);
          soon();
        }
        if (entity !== surveyResponse.name) continue;
        for (const row of [before, after]) {
          if (!countsForTicket(row)) continue;
          // Taken back, or said of another ticket since.
          const isGone =
            row === before && (!countsForTicket(after) || after?.['ticket'] !== before?.['ticket']);
          answered.set(
            String(row?.['ticket']),
            isGone && typeof row?.['score'] === 'number' ? row['score'] : undefined,
          );
          soon();
        }
      }
    },
    syncChanged() {
      if (sent.size > 0 && engine.syncState().state === 'live') soon();
    },
    stop() {
      stopped = true;
      cancel();
    },
  };
}
