import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { type KeyStore, type VaultKey, readOrCreateVaultKey } from './vault.ts';

const root = mkdtempSync(path.join(tmpdir(), 'rapport-vault-'));
let count = 0;
let file = '';
beforeEach(() => {
  file = path.join(root, `vault-${count++}.json`);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A store that turns bytes round under a password: enough to tell wrapped from plain. */
function keyStore(isReal: boolean, password = 1): KeyStore {
  return {
    isReal: () => isReal,
    wrap: (text) => Buffer.from([password, ...Buffer.from(text)].map((byte) => byte ^ 0x55)),
    unwrap: (wrapped) => {
      const bytes = Buffer.from([...wrapped].map((byte) => byte ^ 0x55));
      if (bytes[0] !== password) throw new Error('locked');
      return bytes.subarray(1).toString();
    },
  };
}

async function keyFrom(store: KeyStore): Promise<VaultKey> {
  const result = await readOrCreateVaultKey(file, store, randomBytes);
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
}

test('the key is made once and the same ever after', async () => {
  const first = await keyFrom(keyStore(true));
  expect(first.protection).toBe('os');
  expect(first.key.byteLength).toBe(32);
  expect(first.key.buffer.byteLength, 'no pooled neighbours').toBe(32);
  expect(await keyFrom(keyStore(true))).toEqual(first);
});

test('with a real key store the file does not hold the key', async () => {
  const { key } = await keyFrom(keyStore(true));
  expect(readFileSync(file, 'utf8')).not.toContain(Buffer.from(key).toString('base64'));
});

test.skipIf(process.platform === 'win32')(
  'without one the key lies in a file that only this user can read, and says so',
  async () => {
    const { protection } = await keyFrom(keyStore(false));
    expect(protection).toBe('file');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  },
);

test('a key kept in a file stays readable after a key store appears', async () => {
  const first = await keyFrom(keyStore(false));
  expect(await keyFrom(keyStore(true))).toEqual(first);
});

test('a locked key store is a problem with a way out, never a new key', async () => {
  await keyFrom(keyStore(true, 1));
  const before = readFileSync(file);
  const result = await readOrCreateVaultKey(file, keyStore(true, 2), randomBytes);
  expect(result).toMatchObject({ ok: false, problem: { code: 'vault.unreadable' } });
  expect(readFileSync(file)).toEqual(before);
});

test.each(['', 'not json', '{"version":1,"protection":"file","key":"AAAA"}', '{"version":2}'])(
  'a damaged key file %j is a problem, never a new key',
  async (content) => {
    writeFileSync(file, content);
    const result = await readOrCreateVaultKey(file, keyStore(false), randomBytes);
    expect(result).toMatchObject({ ok: false, problem: { code: 'vault.unreadable' } });
    expect(readFileSync(file, 'utf8')).toBe(content);
  },
);

test('a folder that is not there is a problem that names the file', async () => {
  const lost = path.join(root, 'missing', 'vault.json');
  const result = await readOrCreateVaultKey(lost, keyStore(false), randomBytes);
  expect(result.ok ? null : result.problem.message).toContain(lost);
});
