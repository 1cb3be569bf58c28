/** `mailto:` addresses (RFC 6068) with the beginning of a mail in them. */

/** Windows takes some 2,000 signs of an address, in which a blank or an accent is up to six. */
const MAIL_TEXT_MAX_CHARS = 1_500;

/** A longer text would be cut, and whoever sends the mail might not see it. */
export function fitsIntoAddress(text: string): boolean {
  return encodeURIComponent(text.replaceAll('\n', '\r\n')).length <= MAIL_TEXT_MAX_CHARS;
}

export function mailAddress(address: string, subject: string, text: string): string {
  const body = text === '' ? '' : `&body=${encodeURIComponent(text.replaceAll('\n', '\r\n'))}`;
  // Not every mail program reads the one sign of an address that need not be written as a number.
  const to = encodeURIComponent(address).replace('%40', '@');
  return `mailto:${to}?subject=${encodeURIComponent(`Re: ${subject}`)}${body}`;
}
