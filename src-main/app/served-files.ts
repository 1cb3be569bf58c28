import path from 'node:path';
import { APP_HOST, APP_SCHEME } from '../../crm/contracts/ipc-wire.contract.ts';

const mimeTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
  '.csv': 'text/csv; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

export const INDEX_FILE = 'index.html';

/**
 * The file of the build that an address stands for, or null: only exact names of the known files,
 * so there is no path to climb out of. `files` are relative to the build with `/` between parts.
 */
export function servedFile(address: string, files: ReadonlySet<string>): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== `${APP_SCHEME}:` || url.host !== APP_HOST) return null;
  let name: string;
  try {
    name = decodeURIComponent(url.pathname).slice(1);
  } catch {
    return null;
  }
  if (name === '') name = INDEX_FILE;
  return files.has(name) && mimeType(name) !== null ? name : null;
}

/** Null for a kind of file that the app has no reason to serve. */
export function mimeType(name: string): string | null {
  return mimeTypes[path.posix.extname(name).toLowerCase()] ?? null;
}
