import { MAX_EXTERNAL_URL_LENGTH } from '../../crm/contracts/ipc.contract.ts';

/**
 * The address as the system may open it, or null. Only what a browser, a mail program or a
 * telephone handles: `file:`, `smb:`, `ms-…:` and the like start programs on this machine with
 * text from a record that anybody may have typed. Plain http is opened as https: what stands in a
 * customer's web site field is often old, and nobody on the way should read along.
 */
export function externalAddress(text: string): string | null {
  if (text.length > MAX_EXTERNAL_URL_LENGTH || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol === 'http:') url.protocol = 'https:';
  switch (url.protocol) {
    case 'https:':
      return url.username === '' && url.password === '' ? url.href : null;
    case 'mailto:':
      // `attach` makes some mail programs send a file of this machine.
      return /[?&]attach(ment)?=/i.test(url.search) ? null : url.href;
    case 'tel:':
      return /^tel:\+?[0-9\-.()%A-Za-z;=*#]+$/.test(url.href) ? url.href : null;
    default:
      return null;
  }
}
