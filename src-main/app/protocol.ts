import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Session } from 'electron';
import { APP_SCHEME } from '../../crm/contracts/ipc-wire.contract.ts';
import { CSP_REPORT_PATH, contentSecurityPolicy } from '../security/content-security-policy.ts';
import { isAppAddress } from '../security/app-page.ts';
import { INDEX_FILE, mimeType, servedFile } from './served-files.ts';

const NONCE_PLACEHOLDER = '__CSP_NONCE__';
const NONCE_BYTES = 18;
/** A report is a small JSON object; stops a page from pushing megabytes through it. */
const MAX_REPORT_CHARS = 16 * 1024;

/**
 * Serves the built pages as `app://rapport/…`. Isolation headers (COOP, COEP) keep every page and
 * worker in a process group of its own.
 */
export function serveApp(
  session: Session,
  rendererDirectory: string,
  onCspReport: (report: string) => void,
): void {
  const files = listFiles(rendererDirectory);
  session.protocol.handle(APP_SCHEME, async (request) => {
    if (request.method === 'POST' && isCspReport(request.url)) {
      onCspReport((await request.text()).slice(0, MAX_REPORT_CHARS));
      return new Response(null, { status: 204 });
    }
    const name = request.method === 'GET' ? servedFile(request.url, files) : null;
    if (name === null) return new Response('Not found', { status: 404 });
    const nonce = randomBytes(NONCE_BYTES).toString('base64');
    const content = await readFile(path.join(rendererDirectory, name));
    const body =
      name === INDEX_FILE ? content.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce) : content;
    return new Response(body, { headers: headersFor(name, nonce) });
  });
}

function headersFor(name: string, nonce: string): Record<string, string> {
  return {
    'Content-Type': mimeType(name) ?? 'application/octet-stream',
    'Content-Security-Policy': contentSecurityPolicy(nonce),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-cache',
  };
}

function isCspReport(address: string): boolean {
  return isAppAddress(address) && new URL(address).pathname === CSP_REPORT_PATH;
}

function listFiles(directory: string): ReadonlySet<string> {
  return new Set(
    readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        path.relative(directory, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'),
      ),
  );
}
