import { describe, expect, test } from 'vitest';
import { isAppPage } from './app-page.ts';
import { externalAddress } from './external-address.ts';
import { isTrustedSender } from './sender.ts';

describe('a page of the app', () => {
  test.each(['app://rapport/', 'app://rapport/index.html', 'app://rapport/index.html#/deals?a=b'])(
    '%s is one',
    (address) => expect(isAppPage(address)).toBe(true),
  );

  test.each([
    'app://rapport/assets/index.js',
    'app://rapport.evil/index.html',
    'app://evil@rapport/index.html',
    'app://rapport:1/index.html',
    'application://rapport/index.html',
    'https://rapport/index.html',
    'file:///index.html',
    'data:text/html,app://rapport/index.html',
    'about:blank',
    '',
  ])('%j is not', (address) => expect(isAppPage(address)).toBe(false));
});

describe('the sender of a message', () => {
  const url = 'app://rapport/index.html';
  test('is trusted as the top frame of an app page', () => {
    expect(isTrustedSender({ url, parent: null })).toBe(true);
  });
  test('is refused as a frame inside one', () => {
    expect(isTrustedSender({ url, parent: {} })).toBe(false);
  });
  test('is refused from elsewhere', () => {
    expect(isTrustedSender({ url: 'https://example.com/', parent: null })).toBe(false);
  });
  test('is refused when it is gone', () => {
    expect(isTrustedSender(null)).toBe(false);
    expect(isTrustedSender(undefined)).toBe(false);
  });
});

describe('an address for the system to open', () => {
  test.each([
    'https://example.com/a?b=c#d',
    'mailto:someone@example.com?subject=Hello',
    'tel:+49301234567',
    'tel:030-123.45;ext=7',
  ])('%s is opened', (address) => expect(externalAddress(address)).toBe(address));

  test('a plain web address is opened over https', () => {
    expect(externalAddress('http://example.com/a')).toBe('https://example.com/a');
  });

  test.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'smb://server/share',
    'ms-msdt:/id',
    'app://rapport/index.html',
    'rapport://join/abc',
    'https://user:secret@example.com/',
    'mailto:a@example.com?attach=/etc/passwd',
    'tel:`id`',
    ' nonsense',
    `https://example.com/${'a'.repeat(5000)}`,
  ])('%s is refused', (address) => expect(externalAddress(address)).toBeNull());
});
