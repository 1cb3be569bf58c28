import { expect, test } from 'vitest';
import { isWantedNode } from './node-version.mjs';

test.each(['v24.5.0', 'v24.21.0', '24.9.3'])('Node %s may run the tree', (version) => {
  expect(isWantedNode(version)).toBe(true);
});

test.each(['v20.20.2', 'v22.18.0', 'v24.4.9', 'v25.0.0', 'v26.1.0', 'nonsense', ''])(
  'Node "%s" is replaced by the pinned one',
  (version) => {
    expect(isWantedNode(version)).toBe(false);
  },
);

test('the Node of this run may run the tree', () => {
  expect(isWantedNode(process.version)).toBe(true);
});
