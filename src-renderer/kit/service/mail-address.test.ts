import { expect, test } from 'vitest';
import { fitsIntoAddress, mailAddress } from './mail-address.ts';

test('a reply goes to the mail program with its subject and its lines', () => {
  const text = 'Dear Tobias,\nthe gateway & its fuse?';
  expect(mailAddress('tobias@nordlicht.example', 'Outage #2', text)).toBe(
    'mailto:tobias@nordlicht.example?subject=Re%3A%20Outage%20%232&body=Dear%20Tobias%2C%0D%0Athe%20gateway%20%26%20its%20fuse%3F',
  );
});

test('a reply that an address has no room for is never cut', () => {
  expect(fitsIntoAddress('short')).toBe(true);
  expect(fitsIntoAddress('é'.repeat(300))).toBe(false);
  expect(mailAddress('a@b.example', 'S', '')).not.toContain('body');
});

test('what somebody typed as an address or a subject adds nothing to the mail', () => {
  const address = mailAddress(
    'a@b.example?attach=/etc/passwd',
    'x&attach=/etc/passwd',
    'y&bcc=z@z.example',
  );
  expect([...new URL(address).searchParams.keys()]).toEqual(['subject', 'body']);
});
