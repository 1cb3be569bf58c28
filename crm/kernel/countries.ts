/**
 * Countries as people write them, and the one name under which they are kept. Names are those of ISO 3166 in English, as
 * the language data of the runtime has them; codes, names in other languages and common short forms lead to them.
 */
import { getCountries } from 'libphonenumber-js/min';
import { fold } from './text-folding.ts';

/** Languages in which countries are understood besides English, those first that are met most. */
const LANGUAGES = 'de fr es it nl pt pl cs sv da nb fi tr ja zh ru uk el'.split(' ');

/** What no language data says. */
const SHORT: Readonly<Record<string, string>> = {
  usa: 'US',
  'u s a': 'US',
  'u s': 'US',
  'united states of america': 'US',
  america: 'US',
  uk: 'GB',
  'u k': 'GB',
  'great britain': 'GB',
  britain: 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  holland: 'NL',
  'the netherlands': 'NL',
  brd: 'DE',
  uae: 'AE',
  korea: 'KR',
  'republic of korea': 'KR',
  'czech republic': 'CZ',
  turkey: 'TR',
  russia: 'RU',
  'russian federation': 'RU',
  'peoples republic of china': 'CN',
  prc: 'CN',
  'viet nam': 'VN',
  macedonia: 'MK',
  'republic of ireland': 'IE',
  eire: 'IE',
  'ivory coast': 'CI',
  burma: 'MM',
  swaziland: 'SZ',
  'hong kong': 'HK',
  macau: 'MO',
};

/** Of three letters, as files of other programs have them; those that are no other country's name. */
const THREE =
  'AUT:AT BEL:BE BGR:BG CHE:CH CYP:CY CZE:CZ DEU:DE GER:DE DNK:DK ESP:ES EST:EE FIN:FI FRA:FR GBR:GB GRC:GR HRV:HR ' +
  'HUN:HU IRL:IE ISL:IS ITA:IT LTU:LT LUX:LU LVA:LV MLT:MT NLD:NL NOR:NO POL:PL PRT:PT ROU:RO SVK:SK SVN:SI SWE:SE ' +
  'TUR:TR UKR:UA RUS:RU CAN:CA MEX:MX BRA:BR ARG:AR CHL:CL COL:CO JPN:JP CHN:CN KOR:KR IND:IN AUS:AU NZL:NZ ZAF:ZA ' +
  'ISR:IL ARE:AE SAU:SA EGY:EG SGP:SG HKG:HK';

interface Known {
  /** By what people write, folded and without punctuation. */
  readonly codeOf: Map<string, string>;
  readonly nameOf: ReadonlyMap<string, string>;
  readonly names: readonly string[];
  /** Whose names are not in `codeOf` yet. */
  readonly further: string[];
}

let known: Known | undefined;

function countries(): Known {
  if (known !== undefined) return known;
  const codeOf = new Map<string, string>();
  const nameOf = addNames(codeOf, 'en');
  for (const code of nameOf.keys()) codeOf.set(code.toLowerCase(), code);
  for (const pair of THREE.split(' ')) {
    const [three = '', code = ''] = pair.split(':');
    codeOf.set(three.toLowerCase(), code);
  }
  for (const [key, code] of Object.entries(SHORT)) codeOf.set(key, code);
  const names = [...nameOf.values()].toSorted((a, b) => a.localeCompare(b, 'en'));
  known = { codeOf, nameOf, names, further: [...LANGUAGES] };
  return known;
}

function addNames(codeOf: Map<string, string>, language: string): ReadonlyMap<string, string> {
  const display = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  const nameOf = new Map<string, string>();
  for (const code of getCountries() as readonly string[]) {
    const name = display.of(code);
    if (name === undefined) continue;
    nameOf.set(code, name);
    const key = keyOf(name);
    if (!codeOf.has(key)) codeOf.set(key, code);
  }
  return nameOf;
}

/** A language takes some milliseconds, so each waits for a name that those before it do not have. */
function codeFor(key: string): string | undefined {
  const { codeOf, further } = countries();
  for (;;) {
    const code = codeOf.get(key);
    const language = code === undefined ? further.shift() : undefined;
    if (language === undefined) return code;
    addNames(codeOf, language);
  }
}

function keyOf(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const asked = new Map<string, string | undefined>();
/** Few ways of writing stand in many records; stops a file of nonsense from being remembered. */
const ASKED_MAX = 2_000;

/** ISO 3166 in two letters; undefined for what names no country. */
export function countryCode(text: string): string | undefined {
  if (asked.has(text)) return asked.get(text);
  const code = codeFor(keyOf(text));
  if (asked.size >= ASKED_MAX) asked.clear();
  asked.set(text, code);
  return code;
}

export function countryName(code: string): string | undefined {
  return countries().nameOf.get(code);
}

/** All of them in order, to be offered. */
export function countryNames(): readonly string[] {
  return countries().names;
}
