import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { readNote } from './note-html.ts';

/** An article's text, made as the editor makes it. */
function noteOf(...nodes: readonly (Y.XmlElement | Y.XmlText)[]) {
  const ydoc = new Y.Doc({ guid: 'article/x/body' });
  ydoc.getXmlFragment('body').push([...nodes]);
  return readNote('article/x/body', Y.encodeStateAsUpdate(ydoc));
}

function marked(text: string, marks: object): Y.XmlText {
  const node = new Y.XmlText();
  node.insert(0, text, marks);
  return node;
}

function element(name: string, ...children: readonly (Y.XmlElement | Y.XmlText)[]): Y.XmlElement {
  const node = new Y.XmlElement(name);
  node.insert(0, [...children]);
  return node;
}

test.each([
  'javascript:alert(1)',
  ' java\nscript:alert(1)',
  'JAVASCRIPT:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'file:///etc/passwd',
  'app://rapport/',
  '//elsewhere.example',
  '',
  7,
  null,
])('an article’s link to %j is words, and leads nowhere', (href) => {
  const { html } = noteOf(element('paragraph', marked('here', { link: { href } })));
  expect(html.html).toBe('<p>here</p>');
});

test('a link to a page or to mail leads there, and cannot leave its attribute', () => {
  const link = { href: 'https://help.example/"onmouseover="x?a=1&b=2' };
  const { html } = noteOf(
    element('paragraph', marked('here', { link, bold: true })),
    element('paragraph', marked('us', { link: { href: 'mailto:us@example.com' } })),
  );
  expect(html.html).toBe(
    '<p><a href="https://help.example/&quot;onmouseover=&quot;x?a=1&amp;b=2" rel="noopener nofollow">' +
      '<strong>here</strong></a></p>' +
      '<p><a href="mailto:us@example.com" rel="noopener nofollow">us</a></p>',
  );
});

test('what has no name here gives its words, and nobody who is named in it is shown', () => {
  const mention = new Y.XmlElement('mention');
  mention.setAttribute('label', 'Secret colleague');
  const image = new Y.XmlElement('image');
  image.setAttribute('src', 'https://spy.example/1.gif');
  const { html, text } = noteOf(
    element('script', new Y.XmlText('alert(1)')),
    element('constructor', new Y.XmlText('<b>')),
    element('paragraph', mention, image, new Y.XmlText('after')),
  );
  expect(html.html).toBe('alert(1)&lt;b&gt;<p>after</p>');
  expect(text).not.toContain('Secret');
});

test('lists in lists without end are read to a depth that people write', () => {
  const ydoc = new Y.Doc({ guid: 'article/x/body' });
  let list: Y.XmlFragment = ydoc.getXmlFragment('body');
  for (let depth = 0; depth < 2_000; depth++) {
    const inner = new Y.XmlElement('bulletList');
    list.push([inner]);
    list = inner;
  }
  const { html } = readNote('article/x/body', Y.encodeStateAsUpdate(ydoc));
  expect(html.html.length).toBeLessThan(1_000);
});
