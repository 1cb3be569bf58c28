/** Figures of surveys as people write them. */
import { ANSWERS_MIN, type Measure } from '../../../crm/modules/survey/figures.ts';
import { dateFormat, numberFormat } from '../fields/formatters.ts';

/** CSAT in percent, NPS in points with its sign, CES with one decimal. */
export function figureWords(measure: Measure, figure: number, locale: string): string {
  switch (measure) {
    case 'CSAT':
      return numberFormat(locale, { style: 'percent' }).format(figure / 100);
    case 'NPS':
      return numberFormat(locale, {
        signDisplay: 'exceptZero',
        maximumFractionDigits: 0,
      }).format(figure);
    case 'CES':
      return numberFormat(locale, {
        minimumFractionDigits: 1,
        maximumFractionDigits: 1,
      }).format(figure);
    default:
      return measure satisfies never;
  }
}

export const TOO_FEW = `Not enough answers: a figure needs ${ANSWERS_MIN}`;

export function answersWords(count: number, locale: string): string {
  return `${numberFormat(locale, {}).format(count)} ${count === 1 ? 'answer' : 'answers'}`;
}

/** `2026-03` → March 2026. */
export function monthWords(month: string, locale: string): string {
  return dateFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    Date.parse(`${month}-01T00:00:00Z`),
  );
}
