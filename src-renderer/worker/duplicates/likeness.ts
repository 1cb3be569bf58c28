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
  /** Of the house: many firms have one, and many people. */
  readonly address: number;
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
    address: 0.35,
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
    address: 0.3,
    beside: 0.4,
    otherDomain: 1,
    otherBeside: 0.7,
    otherEmail: 0.85,
  },
};

/** Scores are rounded to thousandths, so that this much below still counts. */
const ROUNDED_BY = 0.001;

/** Nothing in common that anybody would want to be asked about. */
const UNLIKE: Likeness = { score: 0, reasons: [] };

/** Exact from `LIKENESS_MIN` on; what is less alike may be said to have nothing in common. */
export function likenessOf(a: Signs, b: Signs): Likeness {
  const weights = WEIGHTS[a.of];
  const mayShare = (a.reachBits & b.reachBits) !== 0;
  const emails = mayShare && shares(a.emails, b.emails);
  const domains = mayShare && shares(a.domains, b.domains);
  const phones = mayShare && shares(a.phones, b.phones);
  const addresses = mayShare && shares(a.addresses, b.addresses);
  const besides = a.beside !== '' && b.beside !== '';
  let kept = 1;
  if (!domains && a.domains.length > 0 && b.domains.length > 0) kept *= weights.otherDomain;
  if (!emails && a.emails.length > 0 && b.emails.length > 0) kept *= weights.otherEmail;
  if (besides && a.beside !== b.beside) kept *= weights.otherBeside;
  let unsaid = 1;
  if (emails) unsaid *= 1 - weights.email;
  if (domains) unsaid *= 1 - weights.domain;
  if (phones) unsaid *= 1 - weights.phone;
  if (addresses) unsaid *= 1 - weights.address;
  const withBeside = besides && a.beside === b.beside ? 1 - weights.beside : 1;

  // Names cost most: how alike they would have to be follows from all the rest.
  const wanted = (LIKENESS_MIN - ROUNDED_BY) / kept;
  const enough = 1 - unsaid >= wanted;
  const needed = 1 - (1 - wanted) / (unsaid * withBeside);
  if (!enough && needed > weights.sameName) return UNLIKE;
  const [least, most] = weights.alikeName;
  const leastName = enough
    ? ALIKE_MIN
    : ALIKE_MIN + Math.min(1, Math.max(0, (needed - least) / (most - least))) * (1 - ALIKE_MIN);
  const name = nameLikeness(a.name, b.name, a.of, leastName - ROUNDED_BY);
  if (!enough && name < ALIKE_MIN) return UNLIKE;

  const found: { weight: number; reason: string }[] = [];
  if (name === 1) found.push({ weight: weights.sameName, reason: 'same name' });
  else if (name >= ALIKE_MIN) {
    const weight = least + ((name - ALIKE_MIN) / (1 - ALIKE_MIN)) * (most - least);
    found.push({ weight, reason: 'similar name' });
  }
  if (emails) found.push({ weight: weights.email, reason: 'same e-mail' });
  if (domains && weights.domain > 0) found.push({ weight: weights.domain, reason: 'same domain' });
  if (phones) found.push({ weight: weights.phone, reason: 'same phone' });
  if (addresses) found.push({ weight: weights.address, reason: 'same address' });
  if (name >= ALIKE_MIN && withBeside < 1)
    found.push({ weight: weights.beside, reason: 'same company' });
  const score = (1 - found.reduce((left, { weight }) => left * (1 - weight), 1)) * kept;
  return {
    score: Math.round(score * 1000) / 1000,
    reasons: found.toSorted((x, y) => y.weight - x.weight).map(({ reason }) => reason),
  };
}

function shares(some: readonly string[], others: readonly string[]): boolean {
  for (const one of some) if (others.includes(one)) return true;
  return false;
}
