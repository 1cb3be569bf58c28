/** What a person means by a date and a time that they type: on the clock of the machine that they sit at. */
import { type DateOrder, parseDate } from '../../../crm/kernel/fields/date-parsing.ts';

/** Nobody plans a call for midnight: a day without a time begins with the working day. */
export const MORNING_HOUR = 9;

/** As other programs write an instant: the zone is said, and the kind itself reads it. */
const WITH_ZONE = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:?\d\d)$/;

const two = (part: number): string => String(part).padStart(2, '0');

/** ISO instant in UTC; `null` where it is no date, or one that says its own zone. */
export function readLocalMoment(typed: string, order: DateOrder): string | null {
  const text = typed.trim();
  if (WITH_ZONE.test(text)) return null;
  const day = parseDate(text, order);
  if (day === null) return null;
  const [, hours, minutes = '00', seconds = '00', half] =
    /(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]m)?/i.exec(text) ?? [];
  const hour = hours === undefined ? MORNING_HOUR : Number(hours);
  const isAfternoon = half?.toLowerCase() === 'pm';
  const hour24 = half === undefined ? hour : (hour % 12) + (isAfternoon ? 12 : 0);
  const local = new Date(`${day}T${two(hour24)}:${minutes}:${seconds}`);
  return Number.isNaN(local.getTime()) ? null : local.toISOString();
}
