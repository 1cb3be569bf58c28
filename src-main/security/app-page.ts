import { APP_HOST, APP_SCHEME } from '../../crm/contracts/ipc-wire.contract.ts';

/**
 * Whether an address belongs to the app. Protocol and host are compared one by one: Node gives
 * `'null'` as the origin of every address with a scheme of one's own, so origins all look alike.
 */
export function isAppAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  const plain = url.username === '' && url.password === '' && url.port === '';
  return url.protocol === `${APP_SCHEME}:` && url.hostname === APP_HOST && plain;
}

/** The one page that there is; every window shows it, the route stands behind `#`. */
export function isAppPage(address: string): boolean {
  if (!isAppAddress(address)) return false;
  const { pathname } = new URL(address);
  return pathname === '/index.html' || pathname === '/' || pathname === '';
}
