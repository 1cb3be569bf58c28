import { describe, expect, test } from 'vitest';
import { captured, companyOf, proposalFor } from './capture-draft.ts';
import { htmlText } from './html-text.ts';
import { captureMail } from '../../../crm/modules/activity/mail-capture.rules.ts';
import { LETTER_MAX_BYTES, peopleIn, readLetter, readLetterFile, type Letter } from './letter.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
/** One byte a letter, as an old mail program writes. */
const latin = (text: string): Uint8Array => Uint8Array.from(text, (one) => one.charCodeAt(0));

function read(file: string | Uint8Array): Letter {
  const result = readLetter(typeof file === 'string' ? bytes(file) : file, 'a.eml');
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}

const HEAD = 'From: Ada <ada@x.example>\nSubject: Hi\nMessage-ID: <1@x.example>\n';

describe('a letter is read as', () => {
  test('who wrote it, to whom, when, what, and the number under it', () => {
    const letter = read(
      [
        'From: =?utf-8?Q?J=C3=BCrgen_M=C3=BCller?= <j.mueller@cold.example>',
        'To: "Berg, Anna" <anna@us.example>, b@us.example',
        'Date: Mon, 2 Mar 2026 10:15:00 +0100 (CET)',
        'Subject: =?iso-8859-1?Q?Angebot_f=FCr?=',
        ' =?utf-8?B?IGRyZWkgSGFsbGVu?=',
        'Message-ID: <abc.1@cold.example>',
        'Content-Type: text/plain; charset="utf-8"',
        'Content-Transfer-Encoding: quoted-printable',
        '',
        'Guten Tag,=0Awir brauchen=',
        ' drei.=0A-- =0AJ=C3=BCrgen M=C3=BCller=0AFax +49 30 999 99 99=0ATel. +49 (30) 123-4567',
        '',
        '> Tel. +49 89 7777777',
      ].join('\r\n'),
    );
    expect(letter).toEqual({
      key: 'abc.1@cold.example',
      from: { address: 'j.mueller@cold.example', firstName: 'Jürgen', lastName: 'Müller' },
      to: [
        { address: 'anna@us.example', firstName: 'Anna', lastName: 'Berg' },
        { address: 'b@us.example', firstName: '', lastName: 'B' },
      ],
      subject: 'Angebot für drei Hallen',
      sentAt: '2026-03-02T09:15:00.000Z',
      text: expect.stringContaining('wir brauchen drei.'),
      phone: '+49 (30) 123-4567',
    });
  });

  test('plain text where there are both, and its attachments are stepped over', () => {
    const letter = read(
      `${HEAD}Content-Type: multipart/mixed; boundary="o"\n\n--o\n` +
        'Content-Type: multipart/alternative; boundary=i\n\n--i\nContent-Type: text/html\n\n<p>Page</p>\n' +
        '--i\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\nV29yZHM=\n--i--\n' +
        '--o\nContent-Type: text/plain\nContent-Disposition: attachment\n\nSecret\n--o--\n',
    );
    expect(letter.text).toBe('Words');
  });

  test('the words of a page where there is nothing else: no script, no style, nothing loaded', () => {
    const letter = read(
      `${HEAD}Content-Type: text/html\n\n<head><title>T</title><style>p{}</style></head><body onload="x()">` +
        '<p>Hello &amp; good&nbsp;day</p><script>alert("no")</script><img src="https://spy.example/1.gif">' +
        '<div>J&uuml;rgen &#x1F600; &lt;b&gt;</div></body>',
    );
    expect(letter.text).toBe('Hello & good day\n\nJürgen 😀 <b>');
  });

  test('a page whose capitals grow when they are made small', () => {
    const page = `${'İ'.repeat(40)}<STYLE>p{color:red}</STYLE><P>Merhaba</P><P>İstanbul</P>`;
    expect(htmlText(page)).toBe(`${'İ'.repeat(40)}\nMerhaba\n\nİstanbul`);
  });

  test('its own parts, also where the mark of an inner one begins as that of the outer', () => {
    const letter = read(
      `${HEAD}Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/alternative; boundary=b-2\n\n` +
        '--b-2\nContent-Type: text/html\n\nPage\n--b\nContent-Type: text/plain\n\nBeside\n--b--\n' +
        '--b\nContent-Type: text/plain\n\nBehind the end\n',
    );
    expect(letter.text).toBe('Beside');
  });

  test('letters that are spelt with joiners, and signs that only look like a code', () => {
    const text = '👨\u200D👩\u200D👧 می\u200Cخواهم';
    expect(read(`${HEAD}\n${text}`).text).toBe(text);
    const quoted = `${HEAD}Content-Transfer-Encoding: quoted-printable\n\n1=2 =-1 =4x =41`;
    expect(read(quoted).text).toBe('1=2 =-1 =4x A');
  });

  test('in its charset, and in what it probably is where it names a wrong one or none', () => {
    const said = (type: string): string => `${HEAD}Content-Type: text/plain; charset=${type}\n\n`;
    expect(read(latin(`${said('iso-8859-1')}Gr\u00FC\u00DFe`)).text).toBe('Grüße');
    expect(read(latin(`${said('utf-8')}Gr\u00FC\u00DFe`)).text).toBe('Grüße');
    expect(read(`${said('klingon')}Grüße`).text).toBe('Grüße');
  });

  test('the same letter without an id, wherever it is read', () => {
    const file = 'From: a@x.example\nDate: Mon, 2 Mar 2026 10:15:00 +0100\n\nHello';
    expect(read(file).key).toBe(read(file).key);
    expect(read(file).key).not.toBe(read(file.replace('Hello', 'Hullo')).key);
    expect(read(file).subject).toBe('(no subject)');
  });
});

describe('a hostile letter', () => {
  test('with ten thousand headers is read at once', () => {
    const many = Array.from({ length: 10_000 }, (_, at) => `X-${at}: ${'y'.repeat(60)}`).join('\n');
    const from = performance.now();
    expect(read(`${HEAD}${many}\n\nHello`).subject).toBe('Hi');
    expect(performance.now() - from).toBeLessThan(500);
  });

  test.each([
    ['names that never end', `From: ${'<'.repeat(200_000)}\n\n`],
    ['quotes that never end', `From: a@x.example\nTo: "${'\\"'.repeat(100_000)}\n\n`],
    ['blanks behind an address', `From: <a@x.example>${' '.repeat(200_000)}x\n\n`],
    ['a date of blanks', `From: a@x.example\nDate: Mon${' '.repeat(200_000)}x\n\n`],
    ['an address of dots', `From: a@${'.'.repeat(200_000)}@\n\n`],
    ['words in other letters', `${HEAD}Subject: ${'=?a?q?'.repeat(40_000)}\n\n`],
    ['a type of many words', `${HEAD}Content-Type: text/plain${'; charset = '.repeat(20_000)}\n\n`],
  ])('of %s is read at once', (_what, file) => {
    const from = performance.now();
    readLetter(bytes(file), 'a.eml');
    expect(performance.now() - from).toBeLessThan(500);
  });

  test('whose names are too long keeps back no other letter', () => {
    const long = `${'a'.repeat(400)}😀`;
    const people = { isReady: true, person: () => undefined, firm: () => undefined };
    const letter = read(`From: ${long} ${long} <a@x.example>\nSubject: ${long}\n\nHi`);
    const taken = captured(
      proposalFor(letter, { ...people, isColleague: () => false }),
      {},
      () => undefined,
    );
    const nobody = { get: () => undefined, all: () => [] };
    const context = {
      read: nobody,
      actor: 'me',
      now: '2026-03-02T09:15:00.000Z',
      newId: () => 'new',
    };
    expect(captureMail.plan({ letters: [taken] }, context)).toMatchObject({ ok: true });
    expect(letter.subject.isWellFormed()).toBe(true);
    expect(peopleIn(`<a@${'x'.repeat(400)}.example>, b@x.example`)).toMatchObject([
      { address: 'b@x.example' },
    ]);
  });

  test('writes nothing into the head of another: a line break in a name is a blank, a hidden sign nothing', () => {
    const { from, subject } = read(
      'From: =?utf-8?Q?Ada=00_=E2=80=AEx=0D=0ABcc:_evil?= <a@x.example>\nSubject: =?utf-8?Q?=E2=80=AEa=0D=0AX:b?=\n\nHi',
    );
    expect(from).toMatchObject({ firstName: 'Ada x Bcc:', lastName: 'evil' });
    expect(subject).toBe('a X:b');
  });

  test('of parts in parts in parts ends', () => {
    const nested = Array.from(
      { length: 500 },
      (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`,
    ).join('');
    expect(read(`${HEAD}${nested}Content-Type: text/plain\n\nDeep`).text).toBe('');
  });

  test.each([
    ['tags that never end', '<'.repeat(100_000)],
    ['scripts that never end', '<script>'.repeat(20_000)],
    ['comments that never end', '<!--'.repeat(50_000)],
    ['entities that are none', '&'.repeat(100_000)],
  ])('of %s is read at once', (_what, page) => {
    const from = performance.now();
    htmlText(page);
    expect(performance.now() - from).toBeLessThan(1_000);
  });

  test('that is too large, or no letter at all, is refused in words', () => {
    expect(readLetter(new Uint8Array(LETTER_MAX_BYTES + 1), 'a.eml')).toMatchObject({ ok: false });
    expect(readLetter(bytes('just a text'), 'a.eml')).toMatchObject({
      ok: false,
      problem: { code: 'no-letter' },
    });
    expect(readLetter(new Uint8Array(), 'a.eml')).toMatchObject({ ok: false });
  });

  test('turns no writing around and hides nothing in it', () => {
    expect(read(`${HEAD}\nabc\u202Edcb\u0000\u200B!`).text).toBe('abcdcb!');
  });
});

test('a file that is too large is never read, and one that has gone is said to have', async () => {
  const file = {
    name: 'a.eml',
    size: LETTER_MAX_BYTES + 1,
    arrayBuffer: () => Promise.reject(new Error('gone')),
  };
  expect(await readLetterFile(file)).toMatchObject({ problem: { code: 'letter-too-large' } });
  expect(await readLetterFile({ ...file, size: 10 })).toMatchObject({
    problem: { code: 'no-letter' },
  });
});

test('a quote that is never closed costs nobody their name', () => {
  expect(peopleIn('"Ada <a@x.example>, Bob <b@x.example>')).toMatchObject([
    { address: 'a@x.example' },
    { firstName: '', lastName: 'Bob' },
  ]);
});

test.each([
  ['Ada Lovelace <a@x.example>', 'Ada', 'Lovelace'],
  ['"Lovelace, Ada" <a@x.example>', 'Ada', 'Lovelace'],
  ['a@x.example (Ada Lovelace)', 'Ada', 'Lovelace'],
  ['ada.lovelace@x.example', 'Ada', 'Lovelace'],
  ['"ada@x.example" <ada+crm@x.example>', '', 'Ada'],
  ['Cher <c@x.example>', '', 'Cher'],
])('%s is written by %s %s', (header, firstName, lastName) => {
  expect(peopleIn(header)).toMatchObject([{ firstName, lastName }]);
});

test.each([
  ['a@bosporus-cold.example', 'Bosporus Cold'],
  ['a@mail.acme.example', 'Acme'],
  ['a@acme.co.uk', 'Acme'],
  ['a@gmail.com', ''],
  ['a@gmx.de', ''],
])('%s works for %s', (address, company) => {
  expect(companyOf(address)).toBe(company);
});
