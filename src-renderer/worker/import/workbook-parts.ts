/** The ZIP archive that an .xlsx file is, opened within bounds. */
import { strFromU8, unzipSync, zipSync } from 'fflate';

/**
 * What a workbook may unpack to: a small archive can hold terabytes of blanks. The parts are read in
 * one piece and the worker answers nobody meanwhile, so the bound is time as much as memory.
 */
export const UNPACKED_MAX_BYTES = 150 * 1024 * 1024;

const WORKBOOK = 'xl/workbook.xml';

export type OpenedWorkbook =
  | {
      readonly ok: true;
      /** Names of the sheets that are not hidden, in the order of their tabs. */
      readonly sheets: readonly string[];
      /** The same archive with its XML only, and without compression. */
      readonly plain: ArrayBuffer;
    }
  | { readonly ok: false; readonly why: 'broken' | 'no-workbook' | 'too-large' };

/**
 * The reading library inflates larger parts in Workers of its own. A SharedWorker can have none and the
 * content security policy allows none, so it is given an archive in which nothing is left to inflate.
 */
export function openWorkbook(bytes: Uint8Array): OpenedWorkbook {
  let unpackedBytes = 0;
  let parts: Record<string, Uint8Array>;
  try {
    parts = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!/\.xml(\.rels)?$/.test(name)) return false;
        unpackedBytes += originalSize;
        return unpackedBytes <= UNPACKED_MAX_BYTES;
      },
    });
  } catch {
    return { ok: false, why: 'broken' }; // fflate throws for nothing but archives that it cannot follow.
  }
  if (unpackedBytes > UNPACKED_MAX_BYTES) return { ok: false, why: 'too-large' };
  const workbook = parts[WORKBOOK];
  if (workbook === undefined) return { ok: false, why: 'no-workbook' };
  const sheets = sheetNames(strFromU8(workbook));
  if (sheets.length === 0) return { ok: false, why: 'no-workbook' };
  const archive = zipSync(parts, { level: 0 });
  return { ok: true, sheets, plain: exactBuffer(archive) };
}

function exactBuffer(bytes: Uint8Array<ArrayBuffer>): ArrayBuffer {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer;
}

/** ECMA-376 part 1, §18.2.19: `<sheet name="…" state="hidden">`. */
function sheetNames(xml: string): readonly string[] {
  const names: string[] = [];
  for (const [tag] of xml.matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)) {
    const name = /\sname=(?:"([^"]*)"|'([^']*)')/.exec(tag);
    if (name === null || /\sstate=["'](?:hidden|veryHidden)["']/.test(tag)) continue;
    names.push(unescapeXml(name[1] ?? name[2] ?? ''));
  }
  return names;
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

function unescapeXml(text: string): string {
  return text.replace(/&(#x?[0-9a-f]+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
