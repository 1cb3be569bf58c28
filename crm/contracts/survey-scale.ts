/** What the answers to a survey may be, and how they are asked for. Pure. */

/** What is asked decides what the answers may be, and which figure is made of them. */
export const SURVEY_KINDS = ['CSAT', 'NPS', 'CES', 'Custom'] as const;
type SurveyKind = (typeof SURVEY_KINDS)[number];

export interface Scale {
  readonly min: number;
  readonly max: number;
  /** What the two ends mean, in words. */
  readonly low: string;
  readonly high: string;
  /** What is asked where the survey does not say it. */
  readonly question: string;
}

/** NPS after Reichheld (2003), CES as “CES 2.0” of CEB (2013), CSAT on the usual five points. */
export const SCALES: Readonly<Record<SurveyKind, Scale>> = {
  CSAT: {
    min: 1,
    max: 5,
    low: 'Very dissatisfied',
    high: 'Very satisfied',
    question: 'How satisfied are you with our answer?',
  },
  NPS: {
    min: 0,
    max: 10,
    low: 'Not at all likely',
    high: 'Extremely likely',
    question: 'How likely are you to recommend us to a colleague or a friend?',
  },
  CES: {
    min: 1,
    max: 7,
    low: 'Strongly disagree',
    high: 'Strongly agree',
    question: 'We made it easy for you to get your request handled.',
  },
  Custom: { min: 1, max: 5, low: 'Lowest', high: 'Highest', question: 'What do you think?' },
};

export function isSurveyKind(kind: unknown): kind is SurveyKind {
  return typeof kind === 'string' && Object.hasOwn(SCALES, kind);
}

export function scaleOf(kind: unknown): Scale {
  return SCALES[isSurveyKind(kind) ? kind : 'Custom'];
}

export function questionOf({
  question,
  kind,
}: {
  readonly question?: unknown;
  readonly kind?: unknown;
}): string {
  return typeof question === 'string' && question !== '' ? question : scaleOf(kind).question;
}

export function isScore(kind: unknown, score: number): boolean {
  const { min, max } = scaleOf(kind);
  return Number.isInteger(score) && score >= min && score <= max;
}
