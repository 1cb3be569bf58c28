/** When something begins, for a line that has little room. */
import { timeIn } from '../../../crm/kernel/zoned-days.ts';
import { dateFormat } from '../fields/formatters.ts';

/** A full hour as clocks of twelve hours say it, `9 AM`; `whole` for every other time and every other clock. */
export function shortHour(locale: string, timeZone: string, at: string, whole: string): string {
  const hour = dateFormat(locale, { hour: 'numeric', timeZone });
  const isFull = timeIn(Date.parse(at), timeZone).slice(3, 5) === '00';
  return isFull && hour.resolvedOptions().hour12 === true ? hour.format(new Date(at)) : whole;
}
