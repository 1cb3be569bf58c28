/**
 * What a lead is worth by the team's rules, with the reasons. Rules that come with the program are in force until the
 * team says something else of one: then a record with the id that follows from it takes its place. Pure.
 */
import { derivedId } from '../../kernel/ids.ts';
import { filterSchema, type Condition, type Filter } from '../../kernel/query.ts';
import type { ScoreRule } from './score-rule.entity.ts';

export interface RuleInForce {
  readonly id: string;
  readonly name: string;
  readonly points: number;
  readonly condition: Filter;
  readonly off: boolean;
  /** Comes with the program, and nobody has changed it. */
  readonly isStandard: boolean;
}

/** Each is asked of every lead; as many as fit into the digits of one number (`Number.MAX_SAFE_INTEGER`). */
export const SCORE_RULES_MAX = 50;
export const SCORE_MAX = 100;
const titleHas = (...words: readonly string[]): Filter => ({
  any: words.map((operand): Condition => ({ field: 'title', operator: 'contains', operand })),
});
const anyOf = (field: string, ...operand: string[]): Condition => ({
  field,
  operator: 'anyOf',
  operand,
});
const is = (field: string, operator: string): Condition => ({ field, operator });

const STANDARD: readonly (readonly [
  key: string,
  name: string,
  points: number,
  condition: Filter,
])[] = [
  [
    'decides',
    'Title says that they decide',
    20,
    titleHas('director', 'head', 'chief', 'president', 'founder', 'ceo', 'managing'),
  ],
  ['manages', 'Title says manager', 10, titleHas('manager')],
  [
    'recommended',
    'Came by a recommendation',
    20,
    anyOf('source', 'Referral', 'Partner', 'Existing Customer', 'Employee'),
  ],
  [
    'asked',
    'Came to us',
    10,
    anyOf('source', 'Web Site', 'Email', 'Trade Show', 'Conference', 'Self Generated'),
  ],
  ['company', 'Company is known', 10, is('company', 'isNotEmpty')],
  ['phone', 'Has a phone number', 10, is('phones', 'isNotEmpty')],
  ['noEmail', 'No e-mail', -10, is('emails', 'isEmpty')],
  [
    'inTouch',
    'In touch in the last 30 days',
    20,
    { field: 'lastContact', operator: 'inLastDays', operand: 30 },
  ],
  ['planned', 'Next contact is planned', 15, is('nextContact', 'isNotEmpty')],
  [
    'silent',
    'No contact for 90 days',
    -15,
    { field: 'lastContact', operator: 'olderThanDays', operand: 90 },
  ],
  ['ratedHot', 'Rated hot', 20, anyOf('rating', 'Hot')],
  ['ratedCold', 'Rated cold', -20, anyOf('rating', 'Cold')],
  ['qualified', 'Qualified', 20, anyOf('status', 'Qualified')],
  ['out', 'Unqualified or junk', -60, anyOf('status', 'Unqualified', 'Junk')],
];

export const standardRules: readonly RuleInForce[] = STANDARD.map(
  ([key, name, points, condition]) => ({
    id: derivedId('scoreRule', 'standard', key),
    name,
    points,
    condition,
    off: false,
    isStandard: true,
  }),
);

/** All rules, switched off or not, in the order of their points; `rows` are the records, archived ones too. */
export function scoreRules(rows: Iterable<Partial<ScoreRule>>): readonly RuleInForce[] {
  const said = new Map<string, RuleInForce | undefined>();
  for (const row of rows) {
    const condition = conditionOf(row.condition);
    if (row.id === undefined) continue;
    const { id, name = '', points = 0, off = false } = row;
    said.set(
      id,
      row.archivedAt === undefined && condition !== undefined
        ? { id, name, points, condition, off, isStandard: false }
        : undefined,
    );
  }
  const rules = standardRules.flatMap((rule) => (said.has(rule.id) ? [] : [rule]));
  for (const rule of said.values()) if (rule !== undefined) rules.push(rule);
  return rules
    .toSorted(
      (a, b) =>
        b.points - a.points || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1),
    )
    .slice(0, SCORE_RULES_MAX);
}

/** undefined for what is no filter, and for one that would hold of everything. */
export function conditionOf(text: string | undefined): Filter | undefined {
  if (text === undefined) return undefined;
  try {
    const parsed = filterSchema.safeParse(JSON.parse(text));
    if (!parsed.success) return undefined;
    const { data } = parsed;
    const isEmpty = !('field' in data) && ('all' in data ? data.all : data.any).length === 0;
    return isEmpty ? undefined : data;
  } catch {
    return undefined;
  }
}

/** Of the rules that fit a lead. */
export function pointsOf(fitting: readonly Pick<RuleInForce, 'points'>[]): number {
  const sum = fitting.reduce((points, rule) => points + rule.points, 0);
  return Math.min(SCORE_MAX, Math.max(0, sum));
}

export const REASONS_PARTED_BY = ' · ';

/** “+20 Rated hot · −10 No e-mail”, what counts most first. */
export function reasonsOf(
  fitting: readonly Pick<RuleInForce, 'points' | 'name'>[],
): string | undefined {
  if (fitting.length === 0) return undefined;
  return fitting
    .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points))
    .map(({ points, name }) => `${signed(points)} ${name}`)
    .join(REASONS_PARTED_BY);
}

/** With a sign that stands out, also before a minus. */
export function signed(points: number): string {
  return points < 0 ? `−${-points}` : `+${points}`;
}
