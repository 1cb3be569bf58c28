import type { BrowserWindow } from 'electron';

/** What a page's console says at this level fails a test. */
const ERROR_LEVEL = 3;

/**
 * For end-to-end tests: what goes wrong in a page from its very first line, on the standard error
 * where the tests read it. A driver that attaches later would miss the beginning. Never used
 * outside of tests: a console may hold what a person typed.
 */
export function watchPageForTests(window: BrowserWindow): void {
  window.webContents.on('console-message', (details, levelNumber, text) => {
    // Electron up to 34 gives positional arguments, later ones an object with a named level.
    const isError = details.level === 'error' || levelNumber === ERROR_LEVEL;
    const message = details.message ?? text;
    if (isError) tell('page-error', message);
  });
  window.webContents.on('preload-error', (_event, _path, error) =>
    tell('page-error', String(error)),
  );
  window.webContents.on('render-process-gone', (_event, { reason }) => tell('page-gone', reason));
}

/** One line, whatever the text. */
export function tell(kind: 'page-error' | 'page-gone' | 'csp-violation', text: string): void {
  process.stderr.write(`rapport-test ${kind} ${JSON.stringify(text)}\n`);
}
