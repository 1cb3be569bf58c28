/** Which day it is for a person, as `YYYY-MM-DD`. Swedish dates are ISO dates. */
import { dateFormat } from '../fields/formatters.ts';

export function todayIn(timeZone: string, nowMs: number = Date.now()): string {
  return dateFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(nowMs);
}
