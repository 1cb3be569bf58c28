/** What a letter says about who wrote it, to whom, when and what. */
import { firstChars, withoutHiddenSigns } from '../../../crm/kernel/hidden-signs.ts';
import { derivedId } from '../../../crm/kernel/ids.ts';
import { fail, ok, type Result } from '../../../crm/kernel/result.ts';
import { LETTER_TEXT_MAX_CHARS } from '../../../crm/modules/activity/mail-capture.rules.ts';
import { htmlText } from './html-text.ts';
import { headerWords, readMime } from './mime.ts';

export interface Person {
  readonly address: string;
  readonly firstName: string;
  readonly lastName: string;
}

export interface Letter {
  /** The same for the same letter, wherever it is read. */
  readonly key: string;
  readonly from: Person;
  readonly to: readonly Person[];
  readonly subject: string;
  /** ISO 8601 UTC; undefined where the letter does not say. */
  readonly sentAt: string | undefined;
  readonly text: string;
  /** Out of the signature, as it stands there. */
  readonly phone: string | undefined;
}

/** A letter with large attachments; more would be read for seconds. */
export const LETTER_MAX_BYTES = 40 * 1024 * 1024;
const SUBJECT_MAX_CHARS = 300;
const PEOPLE_MAX = 50;
/** Names and address of one person: patterns take the square of what they are given, and nobody is called so long. */
const PERSON_MAX_CHARS = 1_000;
/** RFC 5321 §4.5.3.1, as what is taken in has it. */
const ADDRESS_MAX_CHARS = 320;
/** As much as a name that is taken in holds; one that is longer must not keep back all other letters. */
const NAME_MAX_CHARS = 120;
const DATE_MAX_CHARS = 100;
const ADDRESS = /^[^\s@,;<>"()]{1,64}@[^\s@,;<>"()]+\.[^\s@,;<>"()]+$/;
/** Signatures are short. */
const SIGNATURE_MAX_LINES = 14;

/** A file as a window gets it. */
export async function readLetterFile(
  file: Pick<File, 'name' | 'size' | 'arrayBuffer'>,
): Promise<Result<Letter>> {
  // Asked before it is in memory.
  if (file.size > LETTER_MAX_BYTES) return tooLarge(file.name);
  try {
    return readLetter(new Uint8Array(await file.arrayBuffer()), file.name);
  } catch {
    return fail({
      code: 'no-letter',
      message: `“${file.name}” cannot be read.`,
      remedy: 'See whether the file is still where it was, and open it again.',
    });
  }
}

function tooLarge(fileName: string): Result<Letter> {
  return fail({
    code: 'letter-too-large',
    message: `“${fileName}” is larger than ${LETTER_MAX_BYTES / 1024 / 1024} MB.`,
    remedy: 'Save the e-mail without its attachments and open it again.',
  });
}

export function readLetter(bytes: Uint8Array, fileName: string): Result<Letter> {
  if (bytes.length > LETTER_MAX_BYTES) return tooLarge(fileName);
  const { headers, parts } = readMime(bytes);
  const [from] = peopleIn(headers.get('from') ?? headers.get('sender') ?? '');
  if (from === undefined) {
    return fail({
      code: 'no-letter',
      message: `“${fileName}” does not say who wrote it.`,
      remedy: 'Save the e-mail as a file (.eml) in your mail program and open that.',
    });
  }
  const plain = parts.find(({ type }) => type === 'plain')?.text;
  const html = parts.find(({ type }) => type === 'html')?.text;
  const text = withoutHiddenSigns(
    (plain ?? (html === undefined ? '' : htmlText(html))).replace(/\r\n?/g, '\n'),
  ).trim();
  const date = (headers.get('date') ?? '').slice(0, DATE_MAX_CHARS);
  const sentMs = Date.parse(date.replace(/\s*\(.*\)\s*$/, ''));
  const sentAt = Number.isNaN(sentMs) ? undefined : new Date(sentMs).toISOString();
  const subject =
    firstChars(said(headers.get('subject') ?? ''), SUBJECT_MAX_CHARS).trim() || '(no subject)';
  const id = /<([^<>]{3,300})>/.exec(headers.get('message-id') ?? '')?.[1];
  return ok({
    key: id ?? derivedId('letter', from.address.toLowerCase(), sentAt ?? '', subject, text),
    from,
    to: [...peopleIn(headers.get('to') ?? ''), ...peopleIn(headers.get('cc') ?? '')].slice(
      0,
      PEOPLE_MAX,
    ),
    subject,
    sentAt,
    text: firstChars(text, LETTER_TEXT_MAX_CHARS),
    phone: phoneIn(text),
  });
}

/** `"Aydin, Elif" <elif@x.example>, b@x.example`. */
export function peopleIn(header: string): readonly Person[] {
  const people: Person[] = [];
  for (const one of betweenCommas(header)) {
    if (people.length >= PEOPLE_MAX) break;
    if (one.length > PERSON_MAX_CHARS) continue;
    const bracket = /<([^<>]*)>\s*(?:\([^()]*\))?\s*$/.exec(one);
    const address = (bracket?.[1] ?? one.replace(/\([^()]*\)/g, '')).trim();
    if (address.length > ADDRESS_MAX_CHARS || !ADDRESS.test(address)) continue;
    const comment = /\(([^()]*)\)/.exec(one)?.[1];
    const name = said(
      (bracket === null ? (comment ?? '') : one.slice(0, bracket.index))
        .trim()
        .replace(/^"([\s\S]*)"$/, '$1')
        .replace(/\\(.)/g, '$1'),
    );
    const { firstName, lastName } = nameOf(name, address);
    people.push({
      address,
      firstName: firstChars(firstName, NAME_MAX_CHARS).trim(),
      lastName: firstChars(lastName, NAME_MAX_CHARS).trim(),
    });
  }
  return people;
}

/** What a header says, as people read it. */
function said(header: string): string {
  return withoutHiddenSigns(headerWords(header)).trim();
}

/** Commas inside of quotes and brackets part nobody. Each letter is looked at once, whatever is never closed. */
function* betweenCommas(header: string): Generator<string> {
  let begun = 0;
  let inside: '"' | '<' | '' = '';
  for (let at = 0; at < header.length; at++) {
    const sign = header[at];
    if (inside === '"') {
      if (sign === '\\') at++;
      else if (sign === '"') inside = '';
    } else if (inside === '<') {
      if (sign === '>') inside = '';
    } else if (sign === '"' || sign === '<') inside = sign;
    else if (sign === ',') {
      yield header.slice(begun, at);
      begun = at + 1;
    }
  }
  // What is never closed was meant for a letter.
  if (inside === '') yield header.slice(begun);
  else yield* header.slice(begun).split(',');
}

function nameOf(said: string, address: string): Pick<Person, 'firstName' | 'lastName'> {
  // Some programs repeat the address, others put the firm behind it.
  const name = said.includes('@')
    ? ''
    : said.replace(/['"]/g, '').replace(/\s+(via|\||-)\s.*$/, '');
  const [last, first, ...more] = name.split(',').map((part) => part.trim());
  if (first !== undefined && first !== '' && last !== undefined && more.length === 0)
    return { firstName: first, lastName: last };
  const words = name.split(/\s+/).filter((word) => word !== '');
  if (words.length > 1)
    return { firstName: words.slice(0, -1).join(' '), lastName: words.at(-1) ?? '' };
  if (words.length === 1) return { firstName: '', lastName: words[0] ?? '' };
  const local = (address.split('@')[0] ?? '').split('+')[0] ?? '';
  const parts = local
    .split(/[._-]+/)
    .filter((word) => word !== '' && !/^\d+$/.test(word))
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return {
    firstName: parts.slice(0, -1).join(' '),
    lastName: parts.at(-1) ?? local,
  };
}

/** The first number of the last lines before what was quoted. */
function phoneIn(text: string): string | undefined {
  const own: string[] = [];
  for (const line of text.split('\n')) {
    if (/^\s*>|^-{2,}\s*(original message|ursprüngliche nachricht)|^(from|von):\s/i.test(line))
      break;
    own.push(line);
  }
  const lines = own.filter((line) => line.trim() !== '').slice(-SIGNATURE_MAX_LINES);
  for (const line of lines) {
    if (/\bfax\b/i.test(line)) continue;
    const found = /(?:\+|\b00|\(0|\b0)\d?[\d\s()./-]{6,22}\d/.exec(line)?.[0];
    if (found !== undefined && found.replace(/\D/g, '').length >= 8) return found.trim();
  }
  return undefined;
}
