/** In which territory a customer is, by what the territories say. Pure. */
import { countryCode } from '../../kernel/countries.ts';
import type { RuleContext } from '../../kernel/command.ts';
import type { Values } from '../../kernel/derive.ts';
import type { Address } from '../../kernel/fields/address.field.ts';
import { fold } from '../../kernel/text-folding.ts';
import type { TerritoryRow } from './territory.entity.ts';

/** A tree this deep is a circle that two desktops closed together. */
const DEPTH_MAX = 20;

/** A territory with all that holds in it: its own conditions, and those of what it is part of. */
interface Place {
  readonly row: TerritoryRow;
  readonly tests: readonly Test[];
  readonly depth: number;
}

type Test = (values: Values) => boolean;

/** Ready to be asked of many records. */
export type TerritoryMap = readonly Place[];

export function territoryMap(all: Iterable<TerritoryRow>): TerritoryMap {
  const rows = [...all].filter(({ archivedAt }) => archivedAt === undefined);
  const byId = new Map(rows.map((row) => [row.id as string, row]));
  return (
    rows
      .map((row) => placeOf(row, byId))
      // One that says nothing takes nobody: it only holds others together.
      .filter(({ tests }) => tests.length > 0)
      // The closest description wins: the deeper one, then the one that says more, then by name, on every desktop alike.
      .toSorted(
        (a, b) =>
          b.depth - a.depth ||
          b.tests.length - a.tests.length ||
          compare(a.row.name ?? '', b.row.name ?? '') ||
          compare(a.row.id, b.row.id),
      )
  );
}

/** The name of the territory; undefined where none of them says anything that is true of these values. */
export function territoryOf(values: Values, map: TerritoryMap): string | undefined {
  return map.find(({ tests }) => tests.every((test) => test(values)))?.row.name;
}

const mapByContext = new WeakMap<RuleContext, TerritoryMap>();

/** Fills in the territory of a new record that comes without one: decided once, as it is taken in. */
export function withTerritory(values: Values, context: RuleContext): Values {
  if ((values['territory'] ?? null) !== null) return values;
  let map = mapByContext.get(context);
  if (map === undefined) {
    map = territoryMap(context.read.all('territory') as Iterable<TerritoryRow>);
    mapByContext.set(context, map);
  }
  const name = map.length === 0 ? undefined : territoryOf(values, map);
  return name === undefined ? values : { ...values, territory: name };
}

function placeOf(row: TerritoryRow, byId: ReadonlyMap<string, TerritoryRow>): Place {
  const tests: Test[] = [];
  const seen = new Set<string>();
  let at: TerritoryRow | undefined = row;
  while (at !== undefined && !seen.has(at.id) && seen.size < DEPTH_MAX) {
    seen.add(at.id);
    tests.push(...testsOf(at));
    at = at.parent === undefined ? undefined : byId.get(at.parent);
  }
  // What its parents say without a word of its own makes it the same place as they are.
  return { row, tests: testsOf(row).length === 0 ? [] : tests, depth: seen.size };
}

function testsOf(row: TerritoryRow): readonly Test[] {
  const { countries = [], postalPrefixes = [], industries = [], employeesFrom, employeesTo } = row;
  const tests: Test[] = [];
  if (countries.length > 0) {
    const wanted = new Set(countries.map(countryKey));
    tests.push((values) => {
      const country = addressOf(values)?.country;
      return country !== undefined && wanted.has(countryKey(country));
    });
  }
  if (postalPrefixes.length > 0) {
    // A sign alone begins nothing, and must not take in everybody.
    const prefixes = postalPrefixes.map(postalKey).filter((prefix) => prefix !== '');
    tests.push((values) => {
      const code = postalKey(addressOf(values)?.postalCode ?? '');
      return prefixes.some((prefix) => code.startsWith(prefix));
    });
  }
  if (industries.length > 0) {
    const wanted = new Set(industries.map(fold));
    tests.push(({ industry }) => typeof industry === 'string' && wanted.has(fold(industry)));
  }
  if (employeesFrom !== undefined || employeesTo !== undefined) {
    const [from, to] = [employeesFrom ?? 0, employeesTo ?? Number.POSITIVE_INFINITY];
    tests.push(
      ({ employees }) => typeof employees === 'number' && from <= employees && employees <= to,
    );
  }
  return tests;
}

function addressOf(values: Values): Address | undefined {
  return (values['billingAddress'] ?? values['address']) as Address | undefined;
}

/** `DE`, `Germany` and `Deutschland` are one country, as they are in addresses. */
function countryKey(text: string): string {
  return countryCode(text) ?? fold(text);
}

/** Written with and without a blank. */
function postalKey(text: string): string {
  return fold(text).replaceAll(/[\s-]/g, '');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
