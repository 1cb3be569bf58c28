import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isLoopback, isWebPage, routeOf } from './routes.ts';

test.each([
  ['/feed', { kind: 'feed' }],
  ['/feed?x=1', { kind: 'feed' }],
  ['/healthz', { kind: 'health' }],
  ['/rooms/deal/1?token=t', { kind: 'room', request: { doc: 'deal/1', token: 't' } }],
  [
    '/rooms/deal%2F1%2Fbody?token=a.b-c_d',
    { kind: 'room', request: { doc: 'deal/1/body', token: 'a.b-c_d' } },
  ],
  ['/rooms/deal/1', { kind: 'room', request: { doc: 'deal/1', token: '' } }],
  ['/rooms/%E0%A4%A', { kind: 'unknown' }],
  ['/rooms', { kind: 'unknown' }],
  ['/feeds', { kind: 'unknown' }],
  ['', { kind: 'unknown' }],
])('%s', (target, route) => {
  expect(routeOf(target)).toEqual(route);
});

test('no address makes it throw', () => {
  fc.assert(
    fc.property(fc.string(), fc.boolean(), (text, room) => {
      expect(routeOf(room ? `/rooms/${text}` : text).kind).toMatch(/^(feed|room|health|unknown)$/);
    }),
  );
});

test.each([
  ['127.0.0.1', true],
  ['127.8.8.8', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['10.0.0.1', false],
  ['::ffff:10.0.0.1', false],
  ['1270.0.0.1', false],
  ['', false],
])('%s is on this machine: %s', (address, here) => {
  expect(isLoopback(address)).toBe(here);
});

test.each([
  [undefined, false],
  ['app://rapport', false],
  ['null', false],
  ['https://example.com', true],
  ['HTTP://example.com', true],
])('an origin of %s is a web page: %s', (origin, page) => {
  expect(isWebPage(origin)).toBe(page);
});
