/**
 * `npm run pictures`: the pictures of the README, from the real app with sample data and two desktops that meet on a
 * relay. What the pictures show is driven as a person would; a screen that no longer does that fails here.
 * `npm run pictures -- board search` takes those scenes alone.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Page, expect } from '@playwright/test';
import type { Desktop } from '../tests/e2e/launch.ts';
import { startRelay } from '../tests/e2e/relay-process.ts';
import {
  createWorkspace,
  expectLive,
  invitationFrom,
  joinWorkspace,
} from '../tests/e2e/support/beginning.ts';
import { boardScene, listScene, recordScene, searchScene } from './pictures/sales-scenes.ts';
import { PICTURES, openDesktop, picture, type Scene } from './pictures/stage.ts';
import {
  calendarScene,
  deskScene,
  duplicatesScene,
  fieldsScene,
  importScene,
} from './pictures/work-scenes.ts';

const SCENES: ReadonlyMap<string, Scene> = new Map([
  ['list', listScene],
  ['board', boardScene],
  ['record', recordScene],
  ['search', searchScene],
  ['calendar', calendarScene],
  ['desk', deskScene],
  ['duplicates', duplicatesScene],
  ['import', importScene],
  ['fields', fieldsScene],
]);

async function begin(anna: Page, ben: Page): Promise<void> {
  await anna.getByLabel('Your name').fill('Anna Berg');
  await anna.getByLabel('Workspace name').fill('Nordlicht');
  await picture(anna, 'first-run');
  await createWorkspace(anna, {
    userName: 'Anna Berg',
    workspaceName: 'Nordlicht',
    sampleData: true,
  });
  await expectLive(anna);
  await joinWorkspace(ben, 'Ben Ode', await invitationFrom(anna));
  await expectLive(ben);
  // The invitation is nobody else's, not even in a picture.
  await anna.getByRole('heading', { level: 1 }).click();
  await expect(anna.getByRole('textbox', { name: 'Invitation' })).toBeHidden();
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !SCENES.has(name));
if (unknown.length > 0)
  throw new Error(`no scene ${unknown.join(', ')}; there are ${[...SCENES.keys()].join(', ')}`);

mkdirSync(PICTURES, { recursive: true });
const root = mkdtempSync(path.join(tmpdir(), 'rapport-pictures-'));
const relay = await startRelay({ dataDir: path.join(root, 'relay') });
const desktops: Desktop[] = [];
try {
  const anna = await openDesktop('anna', path.join(root, 'anna'), relay.url);
  desktops.push(anna);
  const ben = await openDesktop('ben', path.join(root, 'ben'), relay.url);
  desktops.push(ben);
  await begin(anna.page, ben.page);
  for (const [name, scene] of SCENES)
    if (wanted.length === 0 || wanted.includes(name)) await scene({ anna, ben });
  for (const desktop of desktops.splice(0)) await desktop.close();
} finally {
  for (const desktop of desktops) await desktop.killHard();
  await relay.stop();
  rmSync(root, { recursive: true, force: true });
}
