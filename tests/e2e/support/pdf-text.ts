/**
 * What stands in a PDF that Chromium wrote: its pages counted, and its text by way of the tables that say which letter a
 * glyph is. Enough for our own files; a PDF of any other program may lie differently.
 */
import { inflateSync } from 'node:zlib';

interface Part {
  readonly head: string;
  readonly body: string;
}

/** By page; lines of glyphs as they are drawn, with single blanks. */
export function readPdf(file: Buffer): readonly string[] {
  const source = file.toString('latin1');
  const parts = new Map<string, Part>();
  for (const [, id = '', whole = ''] of source.matchAll(/(\d+) 0 obj\b([\s\S]*?)endobj/g)) {
    const at = whole.indexOf('stream');
    const head = at < 0 ? whole : whole.slice(0, at);
    parts.set(id, { head, body: at < 0 ? '' : streamOf(whole, at, head) });
  }
  const pages = [...parts.values()].filter(({ head }) => /\/Type\s*\/Page\b(?!s)/.test(head));
  return pages.map((page) => textOfPage(page.head, parts).replaceAll(/\s+/g, ' '));
}

function streamOf(whole: string, at: number, head: string): string {
  const begin = at + 'stream'.length + (whole[at + 6] === '\r' ? 2 : 1);
  const bytes = Buffer.from(whole.slice(begin, whole.lastIndexOf('endstream')), 'latin1');
  return head.includes('FlateDecode') ? inflateSync(bytes).toString('latin1') : '';
}

function textOfPage(head: string, parts: ReadonlyMap<string, Part>): string {
  const resources = /\/Resources\s+(\d+) 0 R/.exec(head)?.[1];
  const named = resources === undefined ? head : (parts.get(resources)?.head ?? '');
  const fonts = new Map(
    [...named.matchAll(/\/(F\d+)\s+(\d+) 0 R/g)].map(([, name = '', id = '']) => [
      name,
      lettersOf(parts.get(id)?.head ?? '', parts),
    ]),
  );
  const contents = /\/Contents\s+(\d+) 0 R/.exec(head)?.[1] ?? '';
  let letters: ReadonlyMap<number, string> = new Map();
  let text = '';
  for (const [token, font] of (parts.get(contents)?.body ?? '').matchAll(
    /\/(F\d+)\s+[\d.]+\s+Tf|<([0-9A-Fa-f]+)>|\b(?:Tm|Td|ET)\b/g,
  )) {
    if (font !== undefined) letters = fonts.get(font) ?? letters;
    else if (token.startsWith('<')) text += glyphs(token.slice(1, -1), letters);
    else if (token === 'ET') text += '\n';
  }
  return text;
}

function glyphs(hex: string, letters: ReadonlyMap<number, string>): string {
  return (hex.match(/.{4}/g) ?? [])
    .map((code) => letters.get(Number.parseInt(code, 16)) ?? '')
    .join('');
}

function lettersOf(font: string, parts: ReadonlyMap<string, Part>): ReadonlyMap<number, string> {
  const id = /\/ToUnicode\s+(\d+) 0 R/.exec(font)?.[1] ?? '';
  const map = parts.get(id)?.body ?? '';
  const letters = new Map<number, string>();
  for (const [, section = ''] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, code = '', to = ''] of section.matchAll(/<(\w+)>\s*<(\w+)>/g))
      letters.set(Number.parseInt(code, 16), letterOf(to));
  }
  for (const [, section = ''] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from = '', until = '', to = ''] of section.matchAll(
      /<(\w+)>\s*<(\w+)>\s*<(\w+)>/g,
    )) {
      const first = Number.parseInt(from, 16);
      for (let code = first; code <= Number.parseInt(until, 16); code++)
        letters.set(code, String.fromCodePoint(Number.parseInt(to, 16) + code - first));
    }
  }
  return letters;
}

function letterOf(hex: string): string {
  return (hex.match(/.{4}/g) ?? [])
    .map((unit) => String.fromCharCode(Number.parseInt(unit, 16)))
    .join('');
}
