import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { launchApp, type Desktop } from './launch.ts';

/** Ends every renderer process that shows no window: among them the one in which the SharedWorker runs. */
async function endWorkerProcess({ app }: Desktop): Promise<void> {
  const pids = await app.evaluate(({ app: electron, BrowserWindow }) => {
    const windows = new Set(
      BrowserWindow.getAllWindows().map((window) => window.webContents.getOSProcessId()),
    );
    return electron
      .getAppMetrics()
      .filter(({ type, pid }) => type === 'Tab' && !windows.has(pid))
      .map(({ pid }) => pid);
  });
  for (const pid of pids) process.kill(pid, 'SIGKILL');
}

function workersStarted({ dataDir }: Desktop): number {
  const log = readFileSync(path.join(dataDir, 'logs', 'main.log'), 'utf8');
  return log.split('\n').filter((line) => line.includes('"worker.started"')).length;
}

test('when the data process dies, the window stays as it is and goes on with another one', async () => {
  const desktop = await launchApp();
  const { page } = desktop;
  await page.getByLabel('Your name').fill('Anna Berg');
  await page.getByLabel('Workspace name').fill('Nordlicht');
  await page.getByRole('button', { name: 'Start with sample data' }).click();
  await page.getByText('Kuroshio Robotics').first().dblclick();
  const note = page.getByRole('textbox', { name: 'Notes' });
  await note.click();
  await page.keyboard.type('Before. ');
  await expect(page.getByText('Saved on this desktop')).toBeVisible();
  expect(workersStarted(desktop)).toBe(1);

  await endWorkerProcess(desktop);
  await page.keyboard.type('Meanwhile. ');
  await expect.poll(() => workersStarted(desktop)).toBe(2);
  await page.keyboard.type('After.');
  await expect(page.getByText('Saved on this desktop')).toBeVisible();
  await expect(note).toHaveText('Before. Meanwhile. After.');

  await page.reload();
  await page.getByText('Kuroshio Robotics').first().dblclick();
  await expect(page.getByRole('textbox', { name: 'Notes' })).toHaveText(
    'Before. Meanwhile. After.',
  );
  // What was killed is reported, as it should be; nothing else went wrong.
  expect(desktop.takeProblems().filter((problem) => !problem.startsWith('page-gone'))).toEqual([]);
  await desktop.close();
});
