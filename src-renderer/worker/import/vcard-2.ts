/**
 * vCard 2.1, which phones and old address books still write, in the words of version 3: bare parameters (`TEL;CELL:`),
 * quoted-printable texts in whatever character set, lines that end in `=`. Version 2.1 separates parts by semicolons
 * and knows no other escape than `\;`.
 */

/** Pictures, sounds and keys: nothing is made of them. */
const DROPPED = new Set(['PHOTO', 'LOGO', 'SOUND', 'KEY', 'AGENT']);
/** Values in parts. */
const STRUCTURED = new Set(['N', 'ADR', 'ORG']);
/** One text each; what separates elsewhere is part of it. */
const TEXTS = new Set(['FN', 'TITLE', 'ROLE', 'NOTE', 'NICKNAME', 'LABEL', 'X-ABLABEL']);
const ENCODINGS = new Set(['QUOTED-PRINTABLE', 'BASE64', 'B', '8BIT', '7BIT']);

interface Line {
  /** `item1.` or '' */
  readonly group: string;
  readonly name: string;
  readonly types: readonly string[];
  /** Parameters with a name, but for type, encoding and character set. */
  readonly others: readonly string[];
  readonly encoding: string;
  readonly charset: string;
  readonly value: string;
}

/** `text` has plain line ends. Cards of later versions stay as they are. */
export function inVersion3(text: string): string {
  if (!/^VERSION:2\.1\s*$/im.test(text) && !/QUOTED-PRINTABLE/i.test(text)) return text;
  const lines = text.split('\n');
  const written: string[] = [];
  let isOld = false;
  for (let at = 0; at < lines.length; at++) {
    const first = lines[at] ?? '';
    const line = readLine(first);
    if (line?.name === 'BEGIN') isOld = isVersion2(lines, at);
    if (/^\s/.test(first)) {
      // It goes on from the line before. Only version 2.1 keeps the blank at which it was cut.
      written.push(isOld ? ` ${first}` : first);
      continue;
    }
    if (line === undefined || (!isOld && line.encoding !== 'QUOTED-PRINTABLE')) {
      written.push(first);
      continue;
    }
    let { value } = line;
    while (line.encoding === 'QUOTED-PRINTABLE' && value.endsWith('=') && at + 1 < lines.length)
      value = value.slice(0, -1) + (lines[++at] ?? '');
    if (DROPPED.has(line.name) || line.encoding === 'BASE64' || line.encoding === 'B') {
      while (/^\s/.test(lines[at + 1] ?? '')) at++;
      continue;
    }
    written.push(lineOf({ ...line, value }));
  }
  return written.join('\n');
}

/** Of the card that begins there. */
function isVersion2(lines: readonly string[], from: number): boolean {
  for (let at = from; at < lines.length; at++) {
    const line = (lines[at] ?? '').trim().toUpperCase();
    if (line === 'VERSION:2.1') return true;
    if (line === 'END:VCARD') return false;
  }
  return false;
}

function readLine(text: string): Line | undefined {
  const colon = text.indexOf(':');
  if (colon < 1) return undefined;
  const [full = '', ...parameters] = text.slice(0, colon).split(';');
  const [, group = '', name = ''] = /^([\w-]+\.)?(.*)$/.exec(full) ?? [];
  const types: string[] = [];
  const others: string[] = [];
  let [encoding, charset] = ['', ''];
  for (const parameter of parameters) {
    const [key = '', ...rest] = parameter.split('=');
    const upper = key.trim().toUpperCase();
    const given = rest.join('=').trim();
    if (rest.length === 0 && ENCODINGS.has(upper)) encoding = upper;
    else if (rest.length === 0) types.push(upper);
    else if (upper === 'ENCODING') encoding = given.toUpperCase();
    else if (upper === 'CHARSET') charset = given;
    else if (upper === 'TYPE') types.push(given);
    else others.push(parameter);
  }
  return {
    group,
    name: name.toUpperCase(),
    types: types.filter((type) => type !== ''),
    others,
    encoding,
    charset,
    value: text.slice(colon + 1),
  };
}

function lineOf(line: Line): string {
  const { group, name, types, others, value } = line;
  if (name === 'VERSION' && value.trim() === '2.1') return 'VERSION:3.0';
  const parameters = [...(types.length === 0 ? [] : [`TYPE=${types.join(',')}`]), ...others];
  const head = [`${group}${name}`, ...parameters].join(';');
  return `${head}:${valueIn3(line)}`;
}

function valueIn3({ name, encoding, charset, value }: Line): string {
  const plain = (text: string): string =>
    encoding === 'QUOTED-PRINTABLE' ? decodeQuoted(text, charset) : text;
  if (STRUCTURED.has(name)) {
    return value
      .split(/(?<!\\);/)
      .map((part) => escaped(plain(unescaped(part))))
      .join(';');
  }
  // Where there are no parts, version 3 has nothing to escape a semicolon from.
  if (TEXTS.has(name)) return escaped(plain(unescaped(value))).replaceAll('\\;', ';');
  return plain(value).replaceAll(/\r?\n/g, ' ');
}

function unescaped(text: string): string {
  return text.replaceAll(/\\([;,])/g, '$1');
}

function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll(/[;,]/g, (mark) => `\\${mark}`)
    .replaceAll(/\r?\n/g, '\\n');
}

/** RFC 2045 §6.7. Without a character set it is UTF-8 if it can be, else what Windows wrote. */
function decodeQuoted(text: string, charset: string): string {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = /^=([0-9A-F]{2})/i.exec(text.slice(at, at + 3))?.[1];
    if (code === undefined) {
      const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
      bytes.push(...new TextEncoder().encode(character));
      at += character.length - 1;
      continue;
    }
    bytes.push(Number.parseInt(code, 16));
    at += 2;
  }
  const raw = Uint8Array.from(bytes);
  return (
    decodedAs(charset === '' ? 'utf-8' : charset, raw) ?? decodedAs('windows-1252', raw) ?? text
  );
}

function decodedAs(label: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined; // A character set that the platform does not know, or bytes that are none of it.
  }
}
