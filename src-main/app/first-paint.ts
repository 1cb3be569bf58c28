import type { App, BrowserWindow } from 'electron';
import type { Log } from '../platform/log.ts';
import { takeScreenshot } from './screenshot.ts';
import type { Switches } from './switches.ts';

/** A first screen that takes longer is a failure that a script wants to hear of. */
const MAX_PAINT_MS = 60_000;
const EXIT_NO_PICTURE = 3;

/**
 * What hangs on the first painted screen: how long the start took, from the process's creation,
 * and the picture that `--screenshot` asks for. Returns the function to call at each paint.
 */
export function watchFirstPaint(
  app: App,
  switches: Switches,
  log: Log,
  nowMs: () => number,
): (window: BrowserWindow) => void {
  const { screenshot, exitAfterScreenshot } = switches;
  let painted = false;
  const fail = (why: string) => {
    process.stderr.write(`No screenshot: ${why}.\n`);
    if (exitAfterScreenshot) app.exit(EXIT_NO_PICTURE);
  };
  const timer =
    screenshot === null
      ? undefined
      : setTimeout(() => fail(`nothing was painted within ${MAX_PAINT_MS / 1000} s`), MAX_PAINT_MS);
  return (window) => {
    if (painted) return;
    painted = true;
    clearTimeout(timer);
    const createdMs = process.getCreationTime();
    if (createdMs !== null) {
      log.write('info', 'app.started', { counts: { durationMs: Math.round(nowMs() - createdMs) } });
    }
    if (screenshot === null) return;
    takeScreenshot(window, screenshot).then(
      () => {
        process.stdout.write(`Screenshot: ${screenshot}\n`);
        if (exitAfterScreenshot) app.quit();
      },
      (error: unknown) => fail(error instanceof Error ? error.message : String(error)),
    );
  };
}
