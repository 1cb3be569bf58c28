/** From the bytes of a file to text: by its byte order mark, else as UTF-8 if it is, else by statistics. */
import { detect } from 'chardet';
import { fail, ok, type Problem, type Result } from '../../../crm/kernel/result.ts';
import { knownOtherFormat, looksBinary, notText } from './file-signature.ts';

/** Enough for the statistics of any encoding; the whole of a large file would block for seconds. */
const DETECT_MAX_BYTES = 256 * 1024;
/** What most files that are not UTF-8 are, and every byte has a meaning in it. */
const FALLBACK = 'windows-1252';

export interface Decoded {
  readonly text: string;
  /** A label of the WHATWG Encoding Standard. */
  readonly encoding: string;
}

function markedEncoding(bytes: Uint8Array): string | undefined {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  return a === 0xfe && b === 0xff ? 'utf-16be' : undefined;
}

function decoderFor(label: string, fatal: boolean): TextDecoder | undefined {
  try {
    return new TextDecoder(label, { fatal });
  } catch {
    return undefined; // A label that the platform does not know: the only thing that the constructor throws for.
  }
}

function asUtf8(bytes: Uint8Array): string | undefined {
  try {
    return decoderFor('utf-8', true)?.decode(bytes);
  } catch {
    return undefined; // Not UTF-8: `fatal` asks for exactly this answer.
  }
}

/** `wanted` is what the person chose instead of the guess. */
export function decodeFile(fileName: string, bytes: Uint8Array, wanted?: string): Result<Decoded> {
  if (bytes.length === 0) return fail(emptyFile(fileName));
  const other = knownOtherFormat(fileName, bytes);
  if (other !== undefined) return fail(other);
  const decoded = wanted === undefined ? guess(bytes) : decodeAs(bytes, wanted);
  if (decoded === undefined) {
    return fail({
      code: 'import-unknown-encoding',
      message: `“${wanted ?? ''}” is not an encoding that can be read here.`,
      remedy: 'Choose another encoding, such as utf-8 or windows-1252.',
    });
  }
  if (looksBinary(decoded.text)) {
    return fail(
      wanted === undefined
        ? notText(
            fileName,
            'binary data',
            'Choose a file of text with one record a line, such as a CSV export.',
          )
        : notText(fileName, `not text in ${wanted}`, 'Choose another encoding.'),
    );
  }
  return decoded.text.trim() === '' ? fail(emptyFile(fileName)) : ok(decoded);
}

function decodeAs(bytes: Uint8Array, label: string): Decoded | undefined {
  const decoder = decoderFor(label, false);
  return decoder && { text: decoder.decode(bytes), encoding: decoder.encoding };
}

function guess(bytes: Uint8Array): Decoded | undefined {
  const marked = markedEncoding(bytes);
  if (marked !== undefined) return decodeAs(bytes, marked);
  const text = asUtf8(bytes);
  if (text !== undefined) return { text, encoding: 'utf-8' };
  const detected = detect(bytes.subarray(0, DETECT_MAX_BYTES)) ?? FALLBACK;
  // The whole file was just refused as UTF-8, whatever the statistics of its beginning say. Latin 1 in the
  // Encoding Standard is windows-1252 anyway, and is called so here.
  const label = /^(utf-8|ascii|iso-8859-1)$/i.test(detected) ? FALLBACK : detected;
  return decodeAs(bytes, label) ?? decodeAs(bytes, FALLBACK);
}

export function emptyFile(fileName: string): Problem {
  return {
    code: 'import-empty',
    message: `“${fileName}” has no rows.`,
    remedy: 'Choose a file with a line of headers and a line for each record.',
  };
}
