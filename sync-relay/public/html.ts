/** HTML from text: whatever is put into it is escaped, unless it was made here. */

export interface Html {
  readonly html: string;
}

type Part = Html | string | number | null | false | readonly (Html | null | false)[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign] ?? '');
}

/** A template of HTML; its parts are text unless they are HTML themselves. Attributes are always quoted in it. */
export function html(words: TemplateStringsArray, ...parts: readonly Part[]): Html {
  let out = words[0] ?? '';
  for (const [index, part] of parts.entries()) out += written(part) + (words[index + 1] ?? '');
  return { html: out };
}

function written(part: Part): string {
  if (part === null || part === false) return '';
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number') return String(part);
  if ('html' in part) return part.html;
  return part.map(written).join('');
}
