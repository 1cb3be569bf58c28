/** What a file is that is certainly no table of text, told by its first bytes, and the way out. */
import type { Problem } from '../../../crm/kernel/result.ts';

interface Signature {
  readonly bytes: readonly number[];
  readonly what: string;
  readonly remedy: string;
}

const OTHER_FILE = 'Choose a file of text with one record a line, such as a CSV export.';

const SIGNATURES: readonly Signature[] = [
  {
    // Compound files: .xls, and the envelope around an .xlsx that asks for a password.
    bytes: [0xd0, 0xcf, 0x11, 0xe0],
    what: 'an old or password-protected Office document',
    remedy:
      'Open it in your spreadsheet program, save it as .xlsx without a password or as CSV, then import that file.',
  },
  { bytes: [0x25, 0x50, 0x44, 0x46], what: 'a PDF', remedy: OTHER_FILE },
  { bytes: [0x89, 0x50, 0x4e, 0x47], what: 'a picture', remedy: OTHER_FILE },
  { bytes: [0xff, 0xd8, 0xff], what: 'a picture', remedy: OTHER_FILE },
  { bytes: [0x47, 0x49, 0x46, 0x38], what: 'a picture', remedy: OTHER_FILE },
  {
    bytes: [0x1f, 0x8b],
    what: 'a compressed file',
    remedy: 'Unpack it and import what is inside.',
  },
];

export function notText(fileName: string, what: string, remedy: string): Problem {
  return {
    code: 'import-not-csv',
    message: `“${fileName}” is ${what}, not a CSV file or an Excel workbook.`,
    remedy,
  };
}

/** undefined: nothing speaks against reading it as text. */
export function knownOtherFormat(fileName: string, bytes: Uint8Array): Problem | undefined {
  const found = SIGNATURES.find(({ bytes: start }) =>
    start.every((byte, index) => bytes[index] === byte),
  );
  return found === undefined ? undefined : notText(fileName, found.what, found.remedy);
}

const SAMPLE_CHARS = 100_000;
/** Text has line ends and tabs, hardly any other control characters; binary data has one in eight. */
const CONTROL_SHARE_MAX = 0.01;

/** For text that was decoded: is it text at all? */
export function looksBinary(text: string): boolean {
  const sample = text.slice(0, SAMPLE_CHARS);
  let controls = 0;
  for (let index = 0; index < sample.length; index++) {
    const code = sample.charCodeAt(index);
    const isText =
      code >= 32 || code === 9 || code === 10 || code === 13 || code === 30 || code === 31;
    if (!isText || code === 0xfffd) controls++;
  }
  return controls > sample.length * CONTROL_SHARE_MAX;
}
