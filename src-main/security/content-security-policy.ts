/**
 * What a page of the app may load and do. Everything not named is forbidden; a record field that
 * somebody managed to fill with markup finds nothing here that would run or fetch.
 */
const policy = {
  'default-src': "'none'",
  'script-src': "'self'",
  'worker-src': "'self'",
  /** Mantine and Tiptap add `<style>` elements while running: they carry the page's nonce. */
  'style-src': "'self' 'nonce-NONCE'",
  /** `data:` and `blob:` are pictures that the app itself made or read from its own store. */
  'img-src': "'self' data: blob:",
  'font-src': "'self'",
  /** A relay may be anywhere: the person chooses it. Nothing but sockets leaves the machine. */
  'connect-src': "'self' ws: wss:",
  'form-action': "'none'",
  'base-uri': "'none'",
  'frame-src': "'none'",
  'frame-ancestors': "'none'",
  'object-src': "'none'",
} as const;

export type CspDirective = keyof typeof policy;

/** Where pages and workers report violations to: the app's own scheme handler. */
export const CSP_REPORT_PATH = '/csp-report';

/** `nonce` is fresh for every page: at least 128 random bits, base64. */
export function contentSecurityPolicy(nonce: string): string {
  const directives = Object.entries(policy).map(
    ([name, value]) => `${name} ${value.replace('NONCE', nonce)}`,
  );
  return [...directives, `report-uri ${CSP_REPORT_PATH}`].join('; ');
}

/** The directive that a report names, if it is one of ours. */
export function cspDirective(name: unknown): CspDirective | 'other' {
  const plain = String(name).replace(/-(elem|attr)$/, '');
  return Object.hasOwn(policy, plain) ? (plain as CspDirective) : 'other';
}
