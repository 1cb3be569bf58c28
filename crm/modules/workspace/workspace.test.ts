import { expect, test } from 'vitest';
import type { AnyRow } from '../../kernel/entity.ts';
import { zoneOfWorkspace } from '../../kernel/workspace-zone.ts';
import { workspaceOnWrite } from './workspace.rules.ts';

const row = (timeZone?: string): AnyRow => ({
  id: 'w',
  entity: 'workspace',
  createdAt: '2026-11-16T10:30:00.000Z',
  createdBy: '',
  ...(timeZone === undefined ? {} : { timeZone }),
});

test.each([
  ['its own', row('Asia/Kathmandu'), 'Asia/Kathmandu'],
  ['the reader’s when it names none that is known', row('Mars/Base'), 'UTC'],
  ['the reader’s when it names none', row(), 'UTC'],
  ['the reader’s when its record has not arrived', undefined, 'UTC'],
])('a workspace counts in %s', (_what, record, zone) => {
  expect(zoneOfWorkspace(record, 'UTC')).toBe(zone);
});

test('only a time zone that is one can be set', () => {
  const context = {
    read: { get: () => undefined, all: () => [] },
    actor: '',
    now: '',
    newId: () => '',
  };
  expect(workspaceOnWrite(row(), { timeZone: 'Europe/Berlin' }, context).ok).toBe(true);
  expect(workspaceOnWrite(row(), { timeZone: 'Mars/Base' }, context).ok).toBe(false);
});
