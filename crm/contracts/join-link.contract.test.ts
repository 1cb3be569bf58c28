import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  formatJoinLink,
  JOIN_LINK_MAX_CHARS,
  JOIN_LINK_PREFIX,
  parseJoinLink,
  workspaceIdOf,
  type Invitation,
} from './join-link.contract.ts';

const invitation: Invitation = {
  v: 1,
  relay: 'wss://relay.example:4517',
  workspace: 'Zoë & Co — Vertrieb',
  token: `0190f3a1-0000-7000-8000-000000000001.${'aB-_9'.repeat(9).slice(0, 43)}`,
};

test('an invitation is the same when it is opened', () => {
  expect(parseJoinLink(formatJoinLink(invitation))).toEqual(invitation);
  expect(formatJoinLink(invitation)).toMatch(/^rapport:\/\/join\/[A-Za-z0-9_-]+$/);
});

test('what a mail program does to a link is forgiven', () => {
  const link = formatJoinLink(invitation);
  expect(parseJoinLink(`  ${link.slice(0, 40)}\r\n ${link.slice(40)}\n`)).toEqual(invitation);
});

test.each([
  ['nothing', ''],
  ['another address', 'https://example.com/join/abc'],
  ['no base64', `${JOIN_LINK_PREFIX}%%%`],
  ['no JSON', JOIN_LINK_PREFIX + btoa('hello')],
  ['no invitation', JOIN_LINK_PREFIX + btoa('{"v":1}')],
  ['a link that is too long', JOIN_LINK_PREFIX + 'A'.repeat(JOIN_LINK_MAX_CHARS)],
])('%s is no invitation', (_title, link) => {
  expect(parseJoinLink(link)).toBeNull();
});

test.each([
  ['a later version', { v: 2 }],
  ['a relay that is a web page', { relay: 'https://relay.example' }],
  ['a relay that is a file', { relay: 'file:///etc/passwd' }],
  ['no workspace name', { workspace: '' }],
  ['a token that is none', { token: 'secret' }],
  ['more than an invitation holds', { extra: 1 }],
])('an invitation with %s is none', (_title, part) => {
  expect(parseJoinLink(formatJoinLink({ ...invitation, ...part } as Invitation))).toBeNull();
});

test('no text makes it throw', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(parseJoinLink(text)).toBeNull();
      expect(parseJoinLink(JOIN_LINK_PREFIX + text)).toBeNull();
    }),
  );
});

test('a token begins with the id of its workspace', () => {
  expect(workspaceIdOf(invitation.token)).toBe('0190f3a1-0000-7000-8000-000000000001');
});
