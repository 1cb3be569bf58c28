import { describe, expect, test } from 'vitest';
import { contentSecurityPolicy, cspDirective } from '../security/content-security-policy.ts';
import { mimeType, servedFile } from './served-files.ts';

const files = new Set(['index.html', 'assets/index-1.js', 'assets/ä b.svg', 'notes.md']);

describe('an address of the app', () => {
  test.each([
    ['app://rapport/', 'index.html'],
    ['app://rapport/index.html#/deals', 'index.html'],
    ['app://rapport/assets/index-1.js?x=1', 'assets/index-1.js'],
    ['app://rapport/assets/%C3%A4%20b.svg', 'assets/ä b.svg'],
  ])('%s is the file %s', (address, file) => {
    expect(servedFile(address, files)).toBe(file);
  });

  test.each([
    'app://rapport/../../etc/passwd',
    'app://rapport/..%2f..%2fetc%2fpasswd',
    'app://rapport/assets/..%5c..%5cindex.html',
    'app://rapport/assets/',
    'app://rapport//index.html',
    'app://rapport/INDEX.html',
    'app://rapport/%E0%A4%A',
    'app://rapport/notes.md',
    'app://other/index.html',
    'file:///index.html',
    'https://rapport/index.html',
    'nonsense',
  ])('%s stands for nothing', (address) => {
    expect(servedFile(address, files)).toBeNull();
  });

  test('a script is served as a script, whatever the case of its name', () => {
    expect(mimeType('a/b.JS')).toBe('text/javascript; charset=utf-8');
    expect(mimeType('a/b.exe')).toBeNull();
  });
});

describe('the content security policy', () => {
  const policy = contentSecurityPolicy('abc123');

  test('begins from nothing and allows no inline or evaluated code', () => {
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/unsafe-/);
  });

  test('lets in the styles that carry the nonce of this page', () => {
    expect(policy).toContain("style-src 'self' 'nonce-abc123'");
  });

  test('lets nothing but sockets out', () => {
    expect(policy).toContain("connect-src 'self' ws: wss:;");
    expect(policy).not.toMatch(/https?:/);
  });

  test('a report is known by its directive, and by nothing that a page could choose', () => {
    expect(cspDirective('style-src-attr')).toBe('style-src');
    expect(cspDirective('script-src-elem')).toBe('script-src');
    expect(cspDirective('anna@example.com')).toBe('other');
    expect(cspDirective(undefined)).toBe('other');
  });
});
