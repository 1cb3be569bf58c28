/** What the person's system says about writing numbers, dates and money. */
import { firstDayOfWeekIn, type DayOfWeek } from '../../../crm/kernel/calendar-days.ts';
import type { ParseContext } from '../../../crm/kernel/field-kind.ts';

export interface LocaleFacts {
  readonly locale: string;
  readonly timeZone: string;
  readonly country: string;
  readonly decimal: '.' | ',';
  readonly dateOrder: ParseContext['dateOrder'];
  /** 0 is Sunday. */
  readonly firstDayOfWeek: DayOfWeek;
}

export function localeFacts(locale: string): LocaleFacts {
  const { timeZone } = new Intl.DateTimeFormat(locale).resolvedOptions();
  const country = new Intl.Locale(locale).maximize().region ?? 'US';
  const decimalPart = new Intl.NumberFormat(locale)
    .formatToParts(1.5)
    .find((part) => part.type === 'decimal');
  const order = new Intl.DateTimeFormat(locale, { dateStyle: 'short' })
    .formatToParts(new Date(2026, 0, 31))
    .map((part) => part.type)
    .find((type) => type === 'day' || type === 'month' || type === 'year');
  return {
    locale,
    timeZone,
    country,
    decimal: decimalPart?.value === ',' ? ',' : '.',
    dateOrder: order === 'day' ? 'DMY' : order === 'year' ? 'YMD' : 'MDY',
    firstDayOfWeek: firstDayOfWeekIn(locale),
  };
}

/** The currency that a newcomer of that country probably counts in; they may change it at first run. */
const CURRENCY_BY_COUNTRY: Readonly<Record<string, string>> = {
  US: 'USD',
  GB: 'GBP',
  CH: 'CHF',
  LI: 'CHF',
  JP: 'JPY',
  CN: 'CNY',
  IN: 'INR',
  CA: 'CAD',
  AU: 'AUD',
  NZ: 'NZD',
  SE: 'SEK',
  NO: 'NOK',
  DK: 'DKK',
  PL: 'PLN',
  CZ: 'CZK',
  HU: 'HUF',
  RO: 'RON',
  TR: 'TRY',
  BR: 'BRL',
  MX: 'MXN',
  ZA: 'ZAR',
  KR: 'KRW',
  SG: 'SGD',
  HK: 'HKD',
  IL: 'ILS',
  AE: 'AED',
  SA: 'SAR',
  UA: 'UAH',
  TH: 'THB',
  ID: 'IDR',
  MY: 'MYR',
  PH: 'PHP',
  VN: 'VND',
  AR: 'ARS',
  CL: 'CLP',
  CO: 'COP',
  EG: 'EGP',
  NG: 'NGN',
  KE: 'KES',
  TW: 'TWD',
};
const EURO_COUNTRIES = new Set(
  'AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK AD MC SM VA ME XK'.split(' '),
);

export function currencyOf(country: string): string {
  return EURO_COUNTRIES.has(country) ? 'EUR' : (CURRENCY_BY_COUNTRY[country] ?? 'USD');
}
