/**
 * Who gets a lead that comes without an owner: decided once, on the desktop that takes the lead in, from what it knows
 * then, and written with the lead. Nobody's lead moves later by itself. Two desktops that are offline may both give
 * their next lead to the same person; whoever has waited longest comes next, so the following leads even it out. A
 * file that both import makes the same leads, and each of them ends with one owner, the other in its history.
 */
import type { Reader, RuleContext } from '../../kernel/command.ts';
import type { Values } from '../../kernel/derive.ts';
import type { AnyRow } from '../../kernel/entity.ts';
import { fold } from '../../kernel/text-folding.ts';
import { dayOfWorkspace } from '../../kernel/workspace-zone.ts';
import type { TerritoryRow } from '../territory/territory.entity.ts';
import type { RoutingRule } from './routing-rule.entity.ts';

/** A lead in one of these needs nobody's time any more. */
const DONE = new Set(['Converted', 'Unqualified', 'Junk']);

interface Turn {
  /** When this person last got a lead by the rule; '' for never. */
  lastAt: string;
  /** How many at that moment: a file of leads comes in at one. */
  count: number;
}

/** What the rules look at; kept up to date while leads of one act are given out. */
export interface Team {
  readonly rules: readonly RoutingRule[];
  readonly users: readonly AnyRow[];
  /** Folded name of a territory and document name of who is in charge of it, as its record says. */
  readonly inCharge: ReadonlySet<string>;
  readonly turns: Map<string, Turn>;
  readonly open: Map<string, number>;
  /** ISO 8601 UTC */
  readonly now: string;
}

export interface Routed {
  readonly owner: string;
  readonly rule: RoutingRule;
  /** For people: “waited longest”. */
  readonly why: string;
}

export function teamOf(read: Reader, now: string): Team {
  const rules = ([...read.all('routingRule')] as RoutingRule[])
    .filter((rule) => rule.archivedAt === undefined)
    .toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0) || (a.id < b.id ? -1 : 1));
  const turns = new Map<string, Turn>();
  const open = new Map<string, number>();
  const users: AnyRow[] = [];
  const inCharge = new Set<string>();
  // Without rules nothing is counted: that is every lead of most workspaces.
  if (rules.length === 0) return { rules, users, inCharge, turns, open, now };
  const today = dayOfWorkspace(read, now);
  for (const { name, people, archivedAt } of read.all('territory') as Iterable<TerritoryRow>) {
    if (archivedAt !== undefined) continue;
    for (const person of people ?? []) inCharge.add(`${fold(name ?? '')} ${person}`);
  }
  for (const user of read.all('user'))
    if (user.archivedAt === undefined && !isAway(user, today)) users.push(user);
  users.sort((a, b) => nameOf(a).localeCompare(nameOf(b), 'en') || (a.id < b.id ? -1 : 1));
  for (const lead of read.all('lead')) {
    const { owner, routedBy } = lead as { owner?: string; routedBy?: string };
    if (owner === undefined) continue;
    if (lead.archivedAt === undefined && !DONE.has(String(lead['status']))) add(open, owner);
    if (routedBy !== undefined) take(turns, routedBy, owner, lead.createdAt);
  }
  for (const deal of read.all('deal')) {
    const { owner } = deal as { owner?: string };
    if (owner !== undefined && deal.archivedAt === undefined && deal['closedDate'] === undefined)
      add(open, owner);
  }
  return { rules, users, inCharge, turns, open, now };
}

/** Gives one lead to somebody, and remembers that for the next; undefined when no rule fits. */
export function routeLead(lead: Values, team: Team): Routed | undefined {
  for (const rule of team.rules) {
    const fits =
      isAmong(rule.territories, lead['territory']) && isAmong(rule.sources, lead['source']);
    const people = fits ? peopleOf(rule, lead, team) : [];
    const [first] = people;
    if (first === undefined) continue;
    const isLoad = rule.method === 'Fewest open';
    const owner = people.reduce(
      (best, person) => (comesBefore(person, best, rule, team) ? person : best),
      first,
    ).id;
    take(team.turns, rule.id, owner, team.now);
    const had = team.open.get(owner) ?? 0;
    add(team.open, owner);
    const why = isLoad ? `${had} open, the fewest` : 'waited longest';
    return {
      owner,
      rule,
      why: rule.method === 'Own territory' ? `in charge of ${String(lead['territory'])}` : why,
    };
  }
  return undefined;
}

const teams = new WeakMap<RuleContext, Team>();

/** Fills in the owner of a new lead that has none. */
export function ownerForNewLead(values: Values, context: RuleContext): Values {
  if (values['owner'] !== undefined) return values;
  let team = teams.get(context);
  if (team === undefined) teams.set(context, (team = teamOf(context.read, context.now)));
  const routed = routeLead(values, team);
  return routed === undefined
    ? values
    : { ...values, owner: routed.owner, routedBy: routed.rule.id };
}

function peopleOf(rule: RoutingRule, lead: Values, team: Team): readonly AnyRow[] {
  const named = rule.people ?? [];
  const people =
    named.length === 0 ? team.users : team.users.filter(({ id }) => named.includes(`user/${id}`));
  if (rule.method !== 'Own territory') return people;
  const territory = lead['territory'];
  return typeof territory !== 'string'
    ? []
    : people.filter(
        (user) =>
          (typeof user['territory'] === 'string' && fold(user['territory']) === fold(territory)) ||
          team.inCharge.has(`${fold(territory)} user/${user.id}`),
      );
}

/** Of two who are equal, the first by name. */
function comesBefore(a: AnyRow, b: AnyRow, rule: RoutingRule, team: Team): boolean {
  if (rule.method === 'Fewest open') {
    const [x, y] = [team.open.get(a.id) ?? 0, team.open.get(b.id) ?? 0];
    if (x !== y) return x < y;
  }
  const [x, y] = [turnOf(team, rule, a.id), turnOf(team, rule, b.id)];
  return x.lastAt === y.lastAt ? x.count < y.count : x.lastAt < y.lastAt;
}

const NEVER: Turn = { lastAt: '', count: 0 };

function turnOf(team: Team, rule: RoutingRule, person: string): Turn {
  return team.turns.get(`${rule.id} ${person}`) ?? NEVER;
}

function take(turns: Map<string, Turn>, rule: string, person: string, at: string): void {
  const key = `${rule} ${person}`;
  const turn = turns.get(key);
  if (turn === undefined || turn.lastAt < at) turns.set(key, { lastAt: at, count: 1 });
  else if (turn.lastAt === at) turn.count += 1;
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function isAmong(wanted: readonly string[] | undefined, value: unknown): boolean {
  if (wanted === undefined || wanted.length === 0) return true;
  return typeof value === 'string' && wanted.some((one) => fold(one) === fold(value));
}

function isAway(user: AnyRow, today: string): boolean {
  const absences = (user['absences'] ?? []) as readonly { from?: string; until?: string }[];
  return absences.some(({ from = '', until = '' }) => from <= today && today <= until);
}

function nameOf(user: AnyRow): string {
  return typeof user['name'] === 'string' ? user['name'] : '';
}
