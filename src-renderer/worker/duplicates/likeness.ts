/** How likely two records are one, and why. Pure and symmetric. */
import { nameLikeness } from './names.ts';
import type { Signs } from './signs.ts';

export interface Likeness {
  /** 0 to 1. */
  readonly score: number;
  /** For people, the strongest first: “same domain”. */
  readonly reasons: readonly string[];
}

/** Below this nobody wants to be asked. */
export const LIKENESS_MIN = 0.5;
const ALIKE_MIN = 0.85;

interface Weights {
  readonly sameName: number;
  /** Of a name that is just alike enough, and of one that is nearly the same. */
  readonly alikeName: readonly [number, number];
  readonly email: number;
  readonly phone: number;
  readonly domain: number;
  /** Only where the name speaks for it too. */
  readonly beside: number;
  /** What remains when both have something of a kind and share none of it. */
  readonly otherDomain: number;
  readonly otherBeside: number;
  readonly otherEmail: number;
}

const WEIGHTS: Readonly<Record<Signs['of'], Weights>> = {
  organisation: {
    sameName: 0.85,
    alikeName: [0.5, 0.75],
    email: 0.6,
    phone: 0.45,
    domain: 0.75,
    beside: 0,
    otherDomain: 0.7,
    otherBeside: 1,
    otherEmail: 1,
  },
  person: {
    sameName: 0.55,
    alikeName: [0.35, 0.5],
    email: 0.9,
    phone: 0.45,
    domain: 0,
    beside: 0.4,
    otherDomain: 1,
    otherBeside: 0.7,
    otherEmail: 0.85,
  },
};

export function likenessOf(a: Signs, b: Signs): Likeness {
  const weights = WEIGHTS[a.of];
  const found: { weight: number; reason: string }[] = [];
  const name = nameLikeness(a.name, b.name, a.of);
  if (name === 1) found.push({ weight: weights.sameName, reason: 'same name' });
  else if (name >= ALIKE_MIN) {
    const [least, most] = weights.alikeName;
    const weight = least + ((name - ALIKE_MIN) / (1 - ALIKE_MIN)) * (most - least);
    found.push({ weight, reason: 'similar name' });
  }
  const shares = (x: readonly string[], y: readonly string[]): boolean =>
    x.some((one) => y.includes(one));
  if (shares(a.emails, b.emails)) found.push({ weight: weights.email, reason: 'same e-mail' });
  if (shares(a.domains, b.domains) && weights.domain > 0)
    found.push({ weight: weights.domain, reason: 'same domain' });
  if (shares(a.phones, b.phones)) found.push({ weight: weights.phone, reason: 'same phone' });
  if (name >= ALIKE_MIN && a.beside !== '' && a.beside === b.beside && weights.beside > 0)
    found.push({ weight: weights.beside, reason: 'same company' });
  let score = 1 - found.reduce((left, { weight }) => left * (1 - weight), 1);
  const differ = (x: readonly string[], y: readonly string[]): boolean =>
    x.length > 0 && y.length > 0 && !shares(x, y);
  if (differ(a.domains, b.domains)) score *= weights.otherDomain;
  if (differ(a.emails, b.emails)) score *= weights.otherEmail;
  if (a.beside !== '' && b.beside !== '' && a.beside !== b.beside) score *= weights.otherBeside;
  return {
    score: Math.round(score * 1000) / 1000,
    reasons: found.toSorted((x, y) => y.weight - x.weight).map(({ reason }) => reason),
  };
}
