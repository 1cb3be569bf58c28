import { expect, test } from 'vitest';
import { REFUSALS } from '../../refusals.ts';
import { sampleBytes } from '../../rig/sample-envelopes.ts';
import { createRig, SAMPLE_EPOCH, SAMPLE_TOKEN, type FeedWire } from '../../rig/core-rig.ts';

const REMOTE = { address: '203.0.113.7', loopback: false };
const OTHER_SECRET = `${SAMPLE_TOKEN.slice(0, 37)}${'x'.repeat(43)}`;

function refusal(desktop: FeedWire) {
  const [refused] = desktop.heardOf('refuse');
  return refused && { code: refused.code, retry: refused.retry, n: refused.n };
}

test('a workspace may be created from the relay’s own machine', async () => {
  const desktop = createRig().feed();
  await desktop.hello({ create: 'Acme sales' });
  expect(desktop.heard()[0]).toEqual({
    type: 'welcome',
    protocol: 2,
    epoch: SAMPLE_EPOCH,
    knowsCursor: false,
    head: 0,
    lastN: 0,
    workspaceName: 'Acme sales',
  });
});

test.each([
  ['from elsewhere', 'loopback', REMOTE],
  ['on a closed relay, even here', 'nobody', undefined],
] as const)('a workspace may not be created %s', async (_title, creation, peer) => {
  const desktop = createRig({ creation }).feed(peer);
  await desktop.hello({ create: 'Acme' });
  expect(refusal(desktop)).toEqual({ code: 'creation-closed', retry: 'never', n: 0 });
  expect(desktop.closedWith()).toBe(REFUSALS['creation-closed'].closeCode);
});

test('a relay that is open for creation lets anybody create', async () => {
  const desktop = createRig({ creation: 'anyone' }).feed(REMOTE);
  await desktop.hello({ create: 'Acme' });
  expect(desktop.heardOf('welcome')).toHaveLength(1);
});

test('creating again with the same token joins: a welcome can get lost', async () => {
  const rig = createRig();
  await rig.joined('a');
  const again = rig.feed();
  await again.hello({ create: 'Another name' });
  expect(again.heardOf('welcome')[0]?.workspaceName).toBe('Sample');
});

test('creating a workspace that exists with another secret is refused', async () => {
  const rig = createRig();
  await rig.joined('a');
  const thief = rig.feed();
  await thief.hello({ create: 'Mine', token: OTHER_SECRET });
  expect(refusal(thief)).toEqual({ code: 'workspace-exists', retry: 'never', n: 0 });
});

test('a wrong token is refused, and its session hears nothing of the workspace', async () => {
  const rig = createRig();
  await rig.joined('a');
  const stranger = rig.feed();
  await stranger.hello({ token: OTHER_SECRET });
  expect(stranger.heard()).toHaveLength(1);
  expect(refusal(stranger)).toEqual({ code: 'bad-token', retry: 'never', n: 0 });
  expect(stranger.closedWith()).toBe(4401);
  await stranger.hello();
  expect(stranger.heard()).toHaveLength(1);
});

test.each([
  ['a token that is none', { token: 'open sesame' }, 'bad-token'],
  ['a workspace that is not here', {}, 'unknown-workspace'],
  ['an older protocol', { protocol: 0 }, 'protocol-too-old'],
  ['a newer protocol', { protocol: 99 }, 'protocol-too-new'],
  ['a device that poses as the relay', { device: 'relay:e' }, 'device-mismatch'],
  ['a name that is too long', { create: 'x'.repeat(200) }, 'malformed-frame'],
] as const)('%s is refused', async (_title, hello, code) => {
  const desktop = createRig().feed();
  await desktop.hello(hello);
  expect(refusal(desktop)?.code).toBe(code);
  expect(desktop.closedWith()).not.toBeNull();
});

test('the welcome tells how far this device has come', async () => {
  const rig = createRig();
  const desktop = await rig.joined('a');

  await desktop.push(sampleBytes({ device: 'a', n: 1 }), sampleBytes({ device: 'a', n: 2 }));
  const again = await rig.joined('a');
  expect(again.heardOf('welcome')[0]).toMatchObject({ lastN: 2, head: 2 });
  const other = await rig.joined('b');
  expect(other.heardOf('welcome')[0]).toMatchObject({ lastN: 0, head: 2 });
});

test('only the hash of the secret is kept', async () => {
  const rig = createRig();
  await rig.joined('a');
  const found = await rig.storage.findWorkspace(SAMPLE_TOKEN.slice(0, 36));
  const kept = found.ok ? found.value : null;
  expect(kept?.secretHash).toHaveLength(32);
  expect(JSON.stringify(kept)).not.toContain('sssss');
});
