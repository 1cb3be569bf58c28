/** What a letter says about who wrote it, to whom, when and what. */
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
const ADDRESS = /^[^\s@,;<>"()]{1,64}@[^\s@,;<>"()]+\.[^\s@,;<>"()]+$/;
/** Signatures are short. */
const SIGNATURE_MAX_LINES = 14;

export function readLetter(bytes: Uint8Array, fileName: string): Result<Letter> {
  if (bytes.length > LETTER_MAX_BYTES) {
    return fail({
      code: 'letter-too-large',
      message: `“${fileName}” is larger than ${LETTER_MAX_BYTES / 1024 / 1024} MB.`,
      remedy: 'Save the e-mail without its attachments and open it again.',
    });
  }
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
  const text = (plain ?? (html === undefined ? '' : htmlText(html)))
    .replace(/\r\n?/g, '\n')
    // Signs that no keyboard has would only be in the way of reading and searching.
    .replace(/[\u0000-\u0008\u000B-\u001F\u007F\u200B-\u200F\u202A-\u202E\u2066-\u2069]/g, '')
    .trim();
  const sentMs = Date.parse((headers.get('date') ?? '').replace(/\s*\(.*\)\s*$/, ''));
  const sentAt = Number.isNaN(sentMs) ? undefined : new Date(sentMs).toISOString();
  const subject =
    headerWords(headers.get('subject') ?? '').slice(0, SUBJECT_MAX_CHARS) || '(no subject)';
  const said = /<([^<>]{3,300})>/.exec(headers.get('message-id') ?? '')?.[1];
  return ok({
    key: said ?? derivedId('letter', from.address.toLowerCase(), sentAt ?? '', subject, text),
    from,
    to: [...peopleIn(headers.get('to') ?? ''), ...peopleIn(headers.get('cc') ?? '')].slice(
      0,
      PEOPLE_MAX,
    ),
    subject,
    sentAt,
    text: text.slice(0, LETTER_TEXT_MAX_CHARS),
    phone: phoneIn(text),
  });
}

/** `"Aydin, Elif" <elif@x.example>, b@x.example`. */
export function peopleIn(header: string): readonly Person[] {
  const people: Person[] = [];
  // Commas inside of quotes and brackets part nobody.
  for (const one of header.match(/(?:"(?:[^"\\]|\\.)*"|<[^>]*>|[^,"<]|["<])+/g) ?? []) {
    if (people.length >= PEOPLE_MAX) break;
    const bracket = /<([^<>]*)>\s*(?:\([^()]*\))?\s*$/.exec(one);
    const address = (bracket?.[1] ?? one.replace(/\([^()]*\)/g, '')).trim();
    if (!ADDRESS.test(address)) continue;
    const comment = /\(([^()]*)\)/.exec(one)?.[1];
    const name = headerWords(
      (bracket === null ? (comment ?? '') : one.slice(0, bracket.index))
        .trim()
        .replace(/^"([\s\S]*)"$/, '$1')
        .replace(/\\(.)/g, '$1'),
    );
    people.push({ address, ...nameOf(name, address) });
  }
  return people;
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
