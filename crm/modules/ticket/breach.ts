/** When a promise to a customer was broken for the last time. Pure; every desktop computes the same moment. */
import type { Clock, ServiceLevel, StatusStep } from './service-level.ts';
import { statusCategory } from './ticket.entity.ts';

/**
 * The instant from which on somebody has to hear of it; undefined while no promise is broken. Each clock breaks once,
 * when its time runs out; a ticket that is opened again with its time used up breaks anew, at that moment. A new policy
 * or priority moves the time, and with it the moment.
 */
export function brokenAt(level: ServiceLevel, steps: readonly StatusStep[]): string | undefined {
  const due = [level.response, level.resolution]
    .filter(isBroken)
    .flatMap(({ dueAt }) => dueAt ?? [])
    .toSorted()
    .at(-1);
  const reopened = reopenedAt(steps);
  return due !== undefined && reopened !== undefined && reopened > due ? reopened : due;
}

/** A clock that has stopped is over: nothing can be done about it any more. */
function isBroken({ state, stoppedAt }: Clock): boolean {
  return state === 'breached' && stoppedAt === undefined;
}

/** The last time at which it was resolved no longer; as written down, so that it is the same whoever asks, and when. */
function reopenedAt(steps: readonly StatusStep[]): string | undefined {
  let reopened: number | undefined;
  let lastMs = -Infinity;
  let was = steps[0]?.from;
  for (const { at, to } of steps) {
    const ms = Date.parse(at);
    // Who came after whom is known, whatever the clocks of two desktops say.
    if (!Number.isNaN(ms)) lastMs = Math.max(lastMs, ms);
    if (isResolved(was) && !isResolved(to)) reopened = lastMs;
    was = to;
  }
  return reopened === undefined || reopened === -Infinity
    ? undefined
    : new Date(reopened).toISOString();
}

function isResolved(status: unknown): boolean {
  return statusCategory(typeof status === 'string' ? status : undefined) === 'Resolved';
}
