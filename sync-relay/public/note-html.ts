/** The rich text of an article as HTML. Only what is named here comes out; all else gives its text. */
import * as Y from 'yjs';
import { escaped, type Html } from './html.ts';

/** The fragment of a note's document, as the desktops have it. */
const NOTE_FRAGMENT = 'body';
/** An article made of thousands of nested lists would take the stack with it. */
const DEPTH_MAX = 30;
const BLOCKS: Readonly<Record<string, string>> = {
  paragraph: 'p',
  bulletList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  taskList: 'ul',
  taskItem: 'li',
  blockquote: 'blockquote',
  codeBlock: 'pre',
};
/** Headings of an article stand below its own. */
const HEADINGS = ['h3', 'h3', 'h4', 'h5', 'h6', 'h6'] as const;
const MARKS: readonly (readonly [mark: string, tag: string])[] = [
  ['bold', 'strong'],
  ['italic', 'em'],
  ['strike', 's'],
  ['code', 'code'],
];

export interface NoteText {
  readonly html: Html;
  /** For search. */
  readonly text: string;
}

export function readNote(doc: string, state: Uint8Array): NoteText {
  const ydoc = new Y.Doc({ guid: doc });
  if (state.byteLength > 0) Y.applyUpdate(ydoc, state);
  const words: string[] = [];
  const html = childrenOf(ydoc.getXmlFragment(NOTE_FRAGMENT), words, 0);
  ydoc.destroy();
  return { html: { html }, text: words.join(' ') };
}

function childrenOf(node: Y.XmlFragment | Y.XmlElement, words: string[], depth: number): string {
  if (depth > DEPTH_MAX) return '';
  return node
    .toArray()
    .map((child) => {
      if (child instanceof Y.XmlText) return textOf(child, words);
      return child instanceof Y.XmlElement ? elementOf(child, words, depth) : '';
    })
    .join('');
}

function elementOf(element: Y.XmlElement, words: string[], depth: number): string {
  const name = element.nodeName;
  if (name === 'hardBreak') return '<br>';
  if (name === 'horizontalRule') return '<hr>';
  // Whoever is named in it is nobody that customers know.
  if (name === 'mention') return '';
  const inner = childrenOf(element, words, depth + 1);
  if (name === 'heading') {
    const level = Number(element.getAttribute('level')) - 1;
    const tag = HEADINGS[level] ?? 'h3';
    return inner === '' ? '' : `<${tag}>${inner}</${tag}>`;
  }
  const tag = Object.hasOwn(BLOCKS, name) ? BLOCKS[name] : undefined;
  return tag === undefined ? inner : `<${tag}>${inner}</${tag}>`;
}

function textOf(text: Y.XmlText, words: string[]): string {
  const runs = text.toDelta() as readonly {
    readonly insert: unknown;
    readonly attributes?: Readonly<Record<string, unknown>>;
  }[];
  return runs
    .map(({ insert, attributes = {} }) => {
      if (typeof insert !== 'string') return '';
      words.push(insert);
      let out = escaped(insert);
      for (const [mark, tag] of MARKS)
        if ((attributes[mark] ?? null) !== null) out = `<${tag}>${out}</${tag}>`;
      const address = linkOf(attributes['link']);
      return address === null
        ? out
        : `<a href="${escaped(address)}" rel="noopener nofollow">${out}</a>`;
    })
    .join('');
}

/** Only pages and mail: no address that would run something. */
function linkOf(link: unknown): string | null {
  const href = typeof link === 'object' && link !== null && 'href' in link ? link.href : undefined;
  if (typeof href !== 'string' || !URL.canParse(href)) return null;
  return /^(https?|mailto):$/.test(new URL(href).protocol) ? href : null;
}
