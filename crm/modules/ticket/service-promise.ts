/** What a customer may expect: how soon an answer, how soon a resolution, and at which hours that is counted. */
import { defaultCalendar, type BusinessCalendar } from './business-time.ts';

export interface ServiceTarget {
  /** Business milliseconds. */
  readonly responseMs: number;
  readonly resolutionMs: number;
}

export interface ServicePromise {
  /** For people: the policy that it comes from. */
  readonly name: string;
  /** For people: the contract whose policy it is. */
  readonly agreement?: string;
  /** By priority; nothing is promised for one that is not there. */
  readonly targets: Readonly<Record<string, ServiceTarget>>;
  readonly calendar: BusinessCalendar;
  /** Record id of the user who hears of a breach when nobody has the ticket. */
  readonly escalateTo: string | undefined;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export const DEFAULT_POLICY_NAME = 'Standard';

export const defaultTargets: ServicePromise['targets'] = {
  Urgent: { responseMs: 30 * MINUTE_MS, resolutionMs: 2 * HOUR_MS },
  High: { responseMs: 1 * HOUR_MS, resolutionMs: 4 * HOUR_MS },
  Medium: { responseMs: 8 * HOUR_MS, resolutionMs: 24 * HOUR_MS },
  Low: { responseMs: 24 * HOUR_MS, resolutionMs: 72 * HOUR_MS },
};

/** While a workspace has no policy of its own. */
export function defaultPromise(timeZone: string): ServicePromise {
  return {
    name: DEFAULT_POLICY_NAME,
    targets: defaultTargets,
    calendar: defaultCalendar(timeZone),
    escalateTo: undefined,
  };
}
