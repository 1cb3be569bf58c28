/** What a text may mean as a phone number, as digits to look for anywhere in the numbers that people wrote down. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { digitsOf } from '../../../crm/kernel/text-folding.ts';

/** Fewer digits than these are in nearly every number. */
const DIGITS_MIN = 3;
/** The national part of a number begun after its country code: shorter it would be found in too many. */
const NATIONAL_DIGITS_MIN = 5;
const PHONE_SHAPE = /^\+?[\d\s()/.–-]+$/;
/** `+49 (0)30`: the zero is dialled only without the country code. */
const TRUNK_ZERO = /\(0\)/g;
const INTERNATIONAL_PREFIX = /^00(?=[1-9])/;

/**
 * `+49 (0)30 12 34` → `49301234` and, because many write it so, the national `301234`. None when it is no number.
 */
export function phoneReadings(text: string): readonly string[] {
  const written = text.trim().replace(TRUNK_ZERO, '');
  if (!PHONE_SHAPE.test(written)) return [];
  const digits = digitsOf(written);
  const readings = new Set([digits.replace(/^0+/, '')]);
  if (written.startsWith('+') || INTERNATIONAL_PREFIX.test(digits)) {
    const national = parsePhoneNumberFromString(
      `+${digits.replace(INTERNATIONAL_PREFIX, '')}`,
    )?.nationalNumber;
    if (national !== undefined && national.length >= NATIONAL_DIGITS_MIN) readings.add(national);
  }
  return [...readings].filter((reading) => reading.length >= DIGITS_MIN);
}
