/** A comment's text with what it names, and what is typed after an “@”. Pure. */
import { parseDocName } from '../../../crm/kernel/ids.ts';
import type { NamedInText } from '../../../crm/modules/comment/comment.rules.ts';

export interface TextPart {
  readonly text: string;
  /** Document name of the record that is named. */
  readonly record?: string;
}

export interface CommentDraft {
  readonly text: string;
  readonly names: readonly NamedInText[];
}

export const EMPTY_DRAFT: CommentDraft = { text: '', names: [] };

/** The names stand where the text says them; of two that begin alike the longer one. */
export function partsOf(text: string, names: readonly NamedInText[]): readonly TextPart[] {
  const known = names
    .filter(({ said, record }) => said !== '' && parseDocName(record) !== null)
    .toSorted((a, b) => b.said.length - a.said.length);
  const parts: TextPart[] = [];
  let plain = '';
  for (let at = 0; at < text.length;) {
    const name = known.find(({ said }) => text.startsWith(said, at));
    if (name === undefined) {
      plain += text[at];
      at += 1;
      continue;
    }
    if (plain !== '') parts.push({ text: plain });
    plain = '';
    parts.push({ text: name.said, record: name.record });
    at += name.said.length;
  }
  return plain === '' ? parts : [...parts, { text: plain }];
}

/** Nobody is called longer; further back than this an “@” is no beginning of a name. */
const ASKED_MAX_CHARS = 40;

/** What is typed after the “@” before the caret, and where that stands; null where no name is being written. */
export function askedName(
  text: string,
  caret: number,
): { readonly from: number; readonly words: string } | null {
  const before = text.slice(Math.max(0, caret - ASKED_MAX_CHARS), caret);
  const at = before.lastIndexOf('@');
  if (at < 0) return null;
  const sign = before.charAt(at - 1);
  // In the middle of a word it belongs to an e-mail address.
  if (at > 0 && !/[\s(„“"'–—-]/.test(sign)) return null;
  const words = before.slice(at + 1);
  if (/^\s|\n|\s\s|\s\S+\s\S+\s/.test(words)) return null;
  return { from: caret - words.length - 1, words };
}

/** The draft with the record named instead of what was typed, and where the caret is then. */
export function withName(
  { text, names }: CommentDraft,
  caret: number,
  {
    from,
    title,
    record,
  }: { readonly from: number; readonly title: string; readonly record: string },
): { readonly draft: CommentDraft; readonly caret: number } {
  const said = `@${title}`;
  const after = text.slice(caret);
  const gap = after.startsWith(' ') ? '' : ' ';
  const next = `${text.slice(0, from)}${said}${gap}${after}`;
  return {
    draft: { text: next, names: [...names.filter((name) => name.said !== said), { said, record }] },
    caret: from + said.length + 1,
  };
}
