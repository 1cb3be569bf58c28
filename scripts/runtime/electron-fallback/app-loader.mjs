// The `resources/app` of the fallback Electron. It does what the official binary's own default
// app does with its first argument: run the application in that folder, and be it from then on
// (app.getAppPath(), name and version), so that the product cannot tell the two apart.
import { app } from 'electron';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** @param {string} argument */
function isApplication(argument) {
  if (argument.startsWith('-')) return false;
  try {
    return statSync(path.join(argument, 'package.json')).isFile();
  } catch {
    return false;
  }
}

const folder = process.argv.slice(1).find(isApplication);
if (folder === undefined) {
  process.stderr.write('Name the folder of the application: electron <folder> [switches]\n');
  process.exit(2);
}

const applicationPath = path.resolve(folder);
const manifest = JSON.parse(readFileSync(path.join(applicationPath, 'package.json'), 'utf8'));
/** The official default app uses these two; Electron's published types leave them out. */
const identity =
  /** @type {typeof app & { setVersion(v: string): void; setAppPath(folder: string): void }} */ (
    app
  );
app.setName(manifest.productName ?? manifest.name);
identity.setVersion(manifest.version);
app.setDesktopName(`${app.getName()}.desktop`);
app.setPath('userData', path.join(app.getPath('appData'), app.getName()));
identity.setAppPath(applicationPath);

// At top level and awaited: an import that finishes later would come after `ready`.
await import(pathToFileURL(path.join(applicationPath, manifest.main)).href);
