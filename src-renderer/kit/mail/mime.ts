/**
 * The parts of a letter that people read, out of a file as mail programs save it (RFC 5322, RFC 2045 to 2047). What a
 * stranger wrote is only ever read as text: nothing is loaded, attachments are stepped over without being decoded, and
 * each limit stops one way of making a reader work for ever.
 */

/** Bytes of one head: ten thousand headers are read as far as this. */
const HEAD_MAX_BYTES = 256 * 1024;
/** Parts in parts; a letter forwarded as often is not read to its end. */
const DEPTH_MAX = 8;
const PARTS_MAX = 200;
/** Of one part, before it is decoded: many times what an activity holds. */
const TEXT_MAX_BYTES = 512 * 1024;

export type Headers = ReadonlyMap<string, string>;

export interface TextPart {
  readonly type: 'plain' | 'html';
  readonly text: string;
}

export interface Mime {
  readonly headers: Headers;
  /** The first of each kind. */
  readonly parts: readonly TextPart[];
}

const CR = 13;
const LF = 10;

export function readMime(bytes: Uint8Array): Mime {
  const { headers, bodyAt } = readHead(bytes, 0);
  const parts: TextPart[] = [];
  collect(bytes.subarray(bodyAt), headers, parts, 0, { left: PARTS_MAX });
  return { headers, parts };
}

function readHead(
  bytes: Uint8Array,
  from: number,
): { readonly headers: Headers; readonly bodyAt: number } {
  const end = Math.min(bytes.length, from + HEAD_MAX_BYTES);
  let at = from;
  let bodyAt = end;
  for (;;) {
    const lf = bytes.indexOf(LF, at);
    if (lf < 0 || lf >= end) break;
    const isEmpty = lf === at || (lf === at + 1 && bytes[at] === CR);
    if (isEmpty) {
      bodyAt = lf + 1;
      break;
    }
    at = lf + 1;
  }
  const headers = new Map<string, string>();
  const text = decoded(bytes.subarray(from, bodyAt), 'utf-8').replace(/\r?\n[ \t]+/g, ' ');
  for (const line of text.split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    // The first counts: what is added behind it was not meant by whoever wrote it.
    if (!headers.has(name)) headers.set(name, line.slice(colon + 1).trim());
  }
  return { headers, bodyAt };
}

function collect(
  body: Uint8Array,
  headers: Headers,
  parts: TextPart[],
  depth: number,
  budget: { left: number },
): void {
  if (budget.left-- <= 0 || depth > DEPTH_MAX) return;
  const type = headers.get('content-type') ?? 'text/plain';
  const media = (type.split(';')[0] ?? '').trim().toLowerCase();
  if (media.startsWith('multipart/')) {
    const boundary = parameterOf(type, 'boundary');
    if (boundary === undefined || boundary === '') return;
    for (const part of partsBetween(body, boundary, budget)) {
      const head = readHead(part, 0);
      collect(part.subarray(head.bodyAt), head.headers, parts, depth + 1, budget);
    }
    return;
  }
  const kind = media === 'text/plain' ? 'plain' : media === 'text/html' ? 'html' : undefined;
  const isAttached = /^\s*attachment/i.test(headers.get('content-disposition') ?? '');
  if (kind === undefined || isAttached || parts.some((part) => part.type === kind)) return;
  const text = decoded(
    transferred(body.subarray(0, TEXT_MAX_BYTES), headers.get('content-transfer-encoding') ?? ''),
    parameterOf(type, 'charset') ?? 'utf-8',
  );
  if (text.trim() !== '') parts.push({ type: kind, text });
}

/** What stands between the lines `--boundary`. */
function* partsBetween(
  body: Uint8Array,
  boundary: string,
  budget: { readonly left: number },
): Generator<Uint8Array> {
  const mark = new TextEncoder().encode(`--${boundary}`);
  let begun = -1;
  let at = 0;
  while (at < body.length && budget.left > 0) {
    const lf = body.indexOf(LF, at);
    const lineEnd = lf < 0 ? body.length : lf;
    if (startsWith(body, at, mark) && endsMark(body, at + mark.length)) {
      if (begun >= 0) yield body.subarray(begun, at);
      const isLast = body[at + mark.length] === 45 && body[at + mark.length + 1] === 45;
      if (isLast) return;
      begun = lineEnd + 1;
    }
    at = lineEnd + 1;
  }
  // The end is missing: what there is counts.
  if (begun >= 0 && begun < body.length) yield body.subarray(begun);
}

/** `--b` is no line of the boundary `b2`, and the other way round; blanks may stand behind it. */
function endsMark(bytes: Uint8Array, at: number): boolean {
  const byte = bytes[at];
  if (byte === 45) return bytes[at + 1] === 45;
  return byte === undefined || byte === LF || byte === CR || byte === 32 || byte === 9;
}

function startsWith(bytes: Uint8Array, at: number, mark: Uint8Array): boolean {
  for (let index = 0; index < mark.length; index++)
    if (bytes[at + index] !== mark[index]) return false;
  return true;
}

function transferred(bytes: Uint8Array, encoding: string): Uint8Array {
  switch (encoding.trim().toLowerCase()) {
    case 'base64':
      return fromBase64(decoded(bytes, 'utf-8'));
    case 'quoted-printable':
      return fromQuotedPrintable(bytes);
    default:
      return bytes;
  }
}

function fromBase64(text: string): Uint8Array {
  const letters = text.replace(/[^A-Za-z0-9+/]/g, '');
  try {
    const binary = atob(letters.slice(0, letters.length - (letters.length % 4 === 1 ? 1 : 0)));
    return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

function fromQuotedPrintable(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte !== 61) {
      out[length++] = byte;
      continue;
    }
    if (bytes[at + 1] === LF) at += 1;
    else if (bytes[at + 1] === CR && bytes[at + 2] === LF) at += 2;
    else {
      const digits = String.fromCharCode(bytes[at + 1] ?? 0, bytes[at + 2] ?? 0);
      if (/^[0-9a-f]{2}$/i.test(digits)) {
        out[length++] = Number.parseInt(digits, 16);
        at += 2;
      } else out[length++] = byte;
    }
  }
  return out.subarray(0, length);
}

/** In the charset that is named; where that is none, or what is said is not true, in what it probably is. */
export function decoded(bytes: Uint8Array, charset: string): string {
  const label = charset.trim().toLowerCase();
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    try {
      // Cut in the middle of a letter, or wrong in one place: still that charset.
      const text = new TextDecoder('utf-8').decode(bytes);
      if (!text.slice(0, -1).includes('\uFFFD')) return text;
    } catch {
      // As below.
    }
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

export function parameterOf(header: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(header);
  return found?.[1] ?? found?.[2];
}

/** `=?utf-8?Q?J=C3=BCrgen?=` as people read it. */
export function headerWords(text: string): string {
  return (
    text
      // Between two encoded words a blank is no blank.
      .replace(/(\?=)\s+(?==\?)/g, '$1')
      .replace(
        /=\?([^?\s]{1,40})\?([bq])\?([^?\s]*)\?=/gi,
        (_whole, charset: string, kind: string, words: string) => {
          const bytes =
            kind.toLowerCase() === 'b'
              ? fromBase64(words)
              : fromQuotedPrintable(new TextEncoder().encode(words.replaceAll('_', ' ')));
          return decoded(bytes, charset);
        },
      )
      .replace(/\s+/g, ' ')
      .trim()
  );
}
