import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { PORTAL_ID } from '../../../crm/contracts/public-pages.contract.ts';
import { modules } from '../../../crm/modules/registry.ts';
import { createRig } from '../../rig/core-rig.ts';
import { createPublicRig, idOf, PUBLIC_URL } from '../../rig/public-rig.ts';

const PUBLISHED = { status: 'Published', audience: 'Public' };
const SECRET = 'xyzzy-secret';

test('a relay that was not asked to has no public pages', () => {
  expect(createRig().core.publicPages).toBeNull();
});

test('an article is there while it is published for customers, and gone the moment it is not', async () => {
  const { write, writeBody, get } = await createPublicRig();
  const id = idOf('printer');
  await write('article', id, {
    title: 'The printer hums',
    category: 'Printers',
    summary: 'It may.',
    ...PUBLISHED,
  });
  await writeBody('article', id, 'Turn it off and on.');
  expect((await get('/')).body).toContain('The printer hums');
  expect((await get(`/a/${id}`)).body).toContain('<p>Turn it off and on.</p>');
  for (const change of [
    { status: 'Draft' },
    { status: 'Published', audience: 'Internal' },
    { audience: 'Public', archivedAt: '2026-01-02' },
  ]) {
    await write('article', id, change);
    expect((await get('/')).body).not.toContain('The printer hums');
    expect((await get(`/a/${id}`)).status).toBe(404);
  }
});

test('nothing but what is named as public is readable, of any kind of record', async () => {
  const { write, writeBody, get } = await createPublicRig();
  const paths = ['/', '/ask', '/contact', '/?q=xyzzy', `/?q=${SECRET}`];
  for (const { entity } of modules) {
    const id = idOf(entity.name);
    const texts = Object.keys(entity.fields).map((key) => [key, `${SECRET} ${entity.name} ${key}`]);
    const hidden =
      { article: { status: 'Draft' }, portal: { enabled: true, name: 'x' } }[entity.name] ?? {};
    await write(entity.name, id, { ...Object.fromEntries(texts), ...hidden });
    await writeBody(entity.name, id, SECRET);
    paths.push(`/a/${id}`, `/s/${id}`, `/${entity.name}/${id}`);
  }
  for (const path of paths) {
    const { body } = await get(path);
    expect([
      path,
      body.replace(`value="${SECRET}"`, '').replaceAll(`“${SECRET}”`, '').includes(SECRET),
    ]).toEqual([path, false]);
  }
});

test('of a published article only what customers are to read comes out', async () => {
  const { write, get } = await createPublicRig();
  const id = idOf('a');
  await write('article', id, {
    title: 'T',
    owner: SECRET,
    externalId: SECRET,
    createdBy: SECRET,
    ...PUBLISHED,
  });
  expect((await get('/')).body + (await get(`/a/${id}`)).body).not.toContain(SECRET);
});

test('a portal that is switched off, or has another address, answers as if nothing had ever been there', async () => {
  const { write, get, at, rig } = await createPublicRig();
  expect((await get('/')).status).toBe(200);
  await write('portal', PORTAL_ID, { enabled: true, addressTurn: 'second' });
  expect((await get('/')).status).toBe(404);
  await write('portal', PORTAL_ID, { enabled: true, addressTurn: '' });
  expect((await get('/')).status).toBe(200);
  await write('portal', PORTAL_ID, { enabled: false });
  expect((await get('/')).status).toBe(404);
  const other = await rig.core.publicPages?.answer({
    method: 'GET',
    target: '/p/../rooms',
    address: '',
    body: '',
  });
  expect(other?.status).toBe(404);
  expect(at).toMatch(/^\/p\/[a-z2-9]{12}$/);
});

test('the team is told the address at which customers find it', async () => {
  const { recordsOf, at, get } = await createPublicRig();
  await get('/');
  expect(await recordsOf('portal')).toMatchObject([{ address: `${PUBLIC_URL}${at}/` }]);
});

test('pages that the team did not choose are not there', async () => {
  const id = idOf('1');
  const { write, get, post, recordsOf } = await createPublicRig({}, ['Contact']);
  await write('portal', idOf('nobody reads this one'), { enabled: true, pages: ['Ask'] });
  await write('article', id, { title: 'The printer hums', ...PUBLISHED });
  for (const path of ['/ask', `/a/${id}`, '/nonsense']) {
    const { status, body } = await get(path);
    expect([path, status]).toEqual([path, 404]);
    expect(body).not.toContain('The printer hums');
  }
  expect((await get('/?q=printer')).body).not.toContain('The printer hums');
  expect((await post('/ask', { name: 'Mia' })).status).toBe(404);
  expect(await recordsOf('submission')).toEqual([]);
  expect((await get('/contact')).status).toBe(200);
});

test('search finds by all words, in titles first', async () => {
  const { write, writeBody, get } = await createPublicRig();
  await write('article', idOf('1'), { title: 'Export for the adviser', ...PUBLISHED });
  await writeBody('article', idOf('1'), 'The CAFÉ exports nothing.');
  await write('article', idOf('2'), { title: 'Cafe export', ...PUBLISHED });
  const { body } = await get('/?q=cafe+EXPORT');
  expect(body).toContain('2 answers');
  expect(body.indexOf('Cafe export</a>')).toBeLessThan(body.indexOf('Export for the adviser</a>'));
  expect((await get('/?q=cafe+unicorn')).body).toContain('Nothing found');
});

test('many visitors of one moment have the articles read once, and each change is read again', async () => {
  const { write, get, rig } = await createPublicRig();
  await write('article', idOf('1'), { title: 'First', ...PUBLISHED });
  const reading = vi.spyOn(rig.storage, 'docNames');
  await Promise.all(Array.from({ length: 20 }, () => get('/')));
  expect(reading).toHaveBeenCalledTimes(1);
  await write('article', idOf('1'), { title: 'Second' });
  const [one, other] = await Promise.all([get('/'), get('/')]);
  expect([one.body, other.body].filter((body) => body.includes('Second'))).toHaveLength(2);
  expect(reading).toHaveBeenCalledTimes(2);
});

test('a question of many words looks for no more of them than a person writes', async () => {
  const { write, get } = await createPublicRig();
  await write('article', idOf('1'), { title: 'a b c d e f g h i j k l', ...PUBLISHED });
  const asked = 'a b c d e f g h i j k l a b c m n o p';
  expect((await get(`/?q=${encodeURIComponent(asked)}`)).body).toContain('One answer');
});

test('whatever anybody wrote is text on the page, never markup', async () => {
  const { write, writeBody, get, post } = await createPublicRig();
  const id = idOf('hostile');
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      "' onfocus='alert(1)' autofocus='",
      '</textarea><script>',
      '</title><script>',
      '&lt;script&gt;',
      '<!--',
    ),
  );
  await fc.assert(
    fc.asyncProperty(hostile, async (text) => {
      await write('article', id, {
        title: text,
        summary: text,
        category: text,
        language: text,
        ...PUBLISHED,
      });
      await writeBody('article', id, text);
      await write('portal', PORTAL_ID, {
        enabled: true,
        name: text || 'x',
        welcome: text,
        color: text,
      });
      const pages = [
        await get('/'),
        await get(`/?q=${encodeURIComponent(text)}`),
        await get(`/a/${id}`),
        await post('/ask', { name: text, email: text, subject: text, message: text }),
      ];
      for (const { body } of pages) {
        const tags = body.match(/<[^>]*>/g) ?? [];
        expect(
          tags.filter((tag) =>
            /^<(script|img|iframe|svg|style)|\son[a-z]+\s*=/i.test(tag.replaceAll(/"[^"]*"/g, '')),
          ),
        ).toEqual([]);
      }
    }),
    { numRuns: 60, seed: 7 },
  );
});

test('every page says that nothing in it runs, is framed or is kept', async () => {
  const { get } = await createPublicRig();
  for (const path of ['/', '/ask', '/contact', '/nowhere']) {
    const { headers } = await get(path);
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none';.*frame-ancestors 'none'/,
    );
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
  }
});
