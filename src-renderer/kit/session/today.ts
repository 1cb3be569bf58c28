import { dayIn } from '../../../crm/kernel/zoned-days.ts';

/** Which day it is for a person, as `YYYY-MM-DD`. */
export function todayIn(timeZone: string, nowMs: number = Date.now()): string {
  return dayIn(nowMs, timeZone);
}
