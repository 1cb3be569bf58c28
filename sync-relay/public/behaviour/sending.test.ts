import { describe, expect, test } from 'vitest';
import { isReference } from '../../../crm/contracts/reference.ts';
import { createPublicRig, idOf } from '../../rig/public-rig.ts';
import { PUBLIC_LIMITS as limits } from '../public-limits.ts';

const QUESTION = {
  name: 'Mia Lund',
  email: 'mia@example.com',
  subject: 'It hums',
  message: 'All night.\r\nSince Monday.',
};

test('what is sent is in the log as it was written before the customer is thanked', async () => {
  const { send, recordsOf } = await createPublicRig();
  const { status, body } = await send('/ask', QUESTION);
  expect(status).toBe(200);
  const [sent] = await recordsOf('submission');
  expect(sent).toMatchObject({
    kind: 'Ticket',
    what: 'It hums',
    name: 'Mia Lund',
    email: 'mia@example.com',
    message: 'All night.\nSince Monday.',
    createdBy: '',
  });
  expect(isReference(sent?.['reference'])).toBe(true);
  expect(body).toContain(String(sent?.['reference']));
});

test('a message to us is one of a lead', async () => {
  const { send, recordsOf } = await createPublicRig();
  await send('/contact', {
    name: 'Otto',
    email: 'otto@example.com',
    company: 'Otto & Sons',
    phone: '',
    message: 'Hello',
  });
  expect(await recordsOf('submission')).toMatchObject([{ kind: 'Lead', company: 'Otto & Sons' }]);
});

describe('nothing typed is lost when', () => {
  test.each<readonly [string, Readonly<Record<string, string>>, string]>([
    ['the address is none', { email: 'mia' }, 'e-mail address at which we can answer'],
    ['the name is missing', { name: '  ' }, 'Please tell us your name.'],
    ['the subject is missing', { subject: '' }, 'what it is about'],
    ['the message is too long', { message: 'x'.repeat(limits.messageMaxChars + 1) }, 'is too long'],
  ])('%s', async (_what, change, words) => {
    const { send, recordsOf } = await createPublicRig();
    const { status, body } = await send('/ask', { ...QUESTION, ...change });
    expect(status).toBe(422);
    expect(body).toContain(words);
    for (const text of [change['subject'] ?? 'It hums']) expect(body).toContain(`value="${text}"`);
    expect(await recordsOf('submission')).toEqual([]);
  });

  test('the disk of the relay is full', async () => {
    let isFull = false;
    const { send, recordsOf } = await createPublicRig({
      commitGate: async () => (isFull ? 'full' : 'commit'),
    });
    isFull = true;
    const { status, body } = await send('/ask', QUESTION);
    expect(status).toBe(503);
    expect(body).toContain('All night.');
    expect(body).toContain('Nothing was lost');
    isFull = false;
    expect(await recordsOf('submission')).toEqual([]);
    expect((await send('/ask', QUESTION)).status).toBe(200);
  });

  test('it was sent at once, as programs do, or from a form that this relay never gave', async () => {
    const { get, post, recordsOf, rig } = await createPublicRig();
    const stamp = /name="stamp" value="([^"]*)"/.exec((await get('/ask')).body)?.[1] ?? '';
    for (const given of [stamp, '', '1.abc']) {
      const { status, body } = await post('/ask', { ...QUESTION, stamp: given });
      expect(status).toBe(422);
      expect(body).toContain('All night.');
    }
    await rig.pass(limits.typingMinMs);
    expect((await post('/ask', { ...QUESTION, stamp })).status).toBe(200);
    expect(await recordsOf('submission')).toHaveLength(1);
  });
});

test('who fills in what no person sees is thanked, and nothing is kept', async () => {
  const { send, recordsOf } = await createPublicRig();
  expect((await send('/ask', { ...QUESTION, website: 'https://spam.example' })).status).toBe(200);
  expect(await recordsOf('submission')).toEqual([]);
});

test('one address that sends again and again has to wait, and others need not', async () => {
  const { send } = await createPublicRig();
  const statuses: number[] = [];
  for (let index = 0; index <= limits.formsPerAddressBurst; index++)
    statuses.push((await send('/ask', QUESTION, '198.51.100.1')).status);
  expect(statuses.at(-1)).toBe(429);
  expect((await send('/ask', QUESTION, '198.51.100.2')).status).toBe(200);
});

test('a workspace takes no more than it can bear, from however many addresses', async () => {
  const { get, post, recordsOf, rig } = await createPublicRig();
  const stamp = /name="stamp" value="([^"]*)"/.exec((await get('/ask')).body)?.[1] ?? '';
  await rig.pass(limits.typingMinMs);
  const send = (index: number) => post('/ask', { ...QUESTION, stamp }, `198.51.100.${index}`);
  for (let index = 0; index < limits.formsPerWorkspaceBurst; index++)
    expect((await send(index)).status).toBe(200);
  expect((await send(1_000)).status).toBe(429);
  expect(await recordsOf('submission')).toHaveLength(limits.formsPerWorkspaceBurst);
  await rig.pass(limits.formsPerWorkspaceEveryMs);
  expect((await send(1_001)).status).toBe(200);
});

test('all addresses of one network of IPv6 are one: who has one of them has all', async () => {
  const { send } = await createPublicRig();
  let last = 200;
  for (let index = 0; index <= limits.formsPerAddressBurst; index++)
    last = (await send('/ask', QUESTION, `2001:db8:1:2::${index}`)).status;
  expect(last).toBe(429);
  expect((await send('/ask', QUESTION, '2001:db8:1:3::1')).status).toBe(200);
});

test('text that is too long for a field is refused before anything looks at it', async () => {
  const { send } = await createPublicRig();
  const email = `a@${'.'.repeat(limits.bodyMaxBytes - 500)}@`;
  const { body } = await send('/ask', { ...QUESTION, email });
  expect(body).toContain('The e-mail address is too long');
  expect(body).not.toContain('at which we can answer');
});

test('signs that nobody sees turn no name around, and what needs its joiners keeps them', async () => {
  const { send, recordsOf } = await createPublicRig();
  const family = '👨\u200D👩\u200D👧 می\u200Cخواهم';
  await send('/ask', { ...QUESTION, name: 'Mia\u202E\u0000 d\u200Bnul', message: family });
  expect(await recordsOf('submission')).toMatchObject([{ name: 'Mia dnul', message: family }]);
});

test('more than a form holds is not read', async () => {
  const { rig, at } = await createPublicRig();
  const answer = await rig.core.publicPages?.answer({
    method: 'POST',
    target: `${at}/ask`,
    address: 'a',
    body: null,
  });
  expect(answer?.status).toBe(413);
});

describe('a survey', () => {
  const [csat, link] = [idOf('csat'), idOf('link')];

  async function withSurvey(more: Readonly<Record<string, unknown>> = {}) {
    const rig = await createPublicRig();
    await rig.write('survey', csat, {
      name: 'After a ticket',
      kind: 'CSAT',
      active: true,
      ...more,
    });
    await rig.write('surveyInvitation', link, {
      what: 'Secret subject',
      survey: csat,
      ticket: idOf('t'),
    });
    return rig;
  }

  test('is answered by its link, without a word of what it is about', async () => {
    const { get, send, recordsOf } = await withSurvey();
    const { body } = await get(`/s/${link}`);
    expect(body).toContain('How satisfied are you');
    expect(body).not.toContain('Secret subject');
    expect((await send(`/s/${link}`, { score: '4', message: 'Quick.' })).status).toBe(200);
    expect(await recordsOf('submission')).toMatchObject([
      { kind: 'Survey', invitation: link, score: 4, message: 'Quick.' },
    ]);
  });

  test.each(['', '0', '6', '4.5', 'x'])('takes no %j for an answer', async (score) => {
    const { send, recordsOf } = await withSurvey();
    expect((await send(`/s/${link}`, { score, message: 'Kept.' })).status).toBe(422);
    expect(await recordsOf('submission')).toEqual([]);
  });

  test('that is no longer asked, or whose link is of nobody, leads nowhere', async () => {
    const { get } = await withSurvey({ active: false });
    expect((await get(`/s/${link}`)).status).toBe(404);
    expect((await get(`/s/${idOf('guess')}`)).status).toBe(404);
  });
});

test('a voice on an article is a record of its own', async () => {
  const { write, send, recordsOf } = await createPublicRig();
  const id = idOf('a');
  await write('article', id, { title: 'Printers', status: 'Published', audience: 'Public' });
  expect((await send(`/a/${id}`, { verdict: 'Helpful' })).body).toContain('Thank you');
  expect((await send(`/a/${id}`, { verdict: 'Nonsense' })).status).toBe(422);
  expect(await recordsOf('articleVote')).toMatchObject([
    { article: id, verdict: 'Helpful', what: 'Printers' },
  ]);
});

test('a page elsewhere cannot have its visitors vote: who was not asked here gives no voice', async () => {
  const { write, post, recordsOf } = await createPublicRig();
  const id = idOf('a');
  await write('article', id, { title: 'Printers', status: 'Published', audience: 'Public' });
  for (const stamp of ['', '1.abc'])
    expect((await post(`/a/${id}`, { verdict: 'Helpful', stamp })).status).toBe(422);
  expect(await recordsOf('articleVote')).toEqual([]);
});

test('no log line says who sent what', async () => {
  const { send, rig } = await createPublicRig();
  await send('/ask', QUESTION);
  expect(JSON.stringify(rig.logged)).not.toMatch(/mia|hums|help/i);
});
