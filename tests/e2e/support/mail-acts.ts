/** E-mails as they are dropped on the window. */
import { expect, type Locator, type Page } from '@playwright/test';

interface Mail {
  readonly from: string;
  readonly subject: string;
  readonly id: string;
  readonly text: string;
}

export function mailFile({ from, subject, id, text }: Mail): string {
  return [
    `From: ${from}`,
    'To: us@us.example',
    `Subject: ${subject}`,
    'Date: Mon, 2 Mar 2026 10:15:00 +0100',
    `Message-ID: <${id}>`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
  ].join('\r\n');
}

/** Ends at the dialog that shows them. */
export async function dropMails(page: Page, mails: readonly Mail[]): Promise<Locator> {
  const files = mails.map((mail, at) => ({ name: `mail ${at + 1}.eml`, text: mailFile(mail) }));
  await page.evaluate((dropped) => {
    const dataTransfer = new DataTransfer();
    for (const { name, text } of dropped)
      dataTransfer.items.add(new File([text], name, { type: 'message/rfc822' }));
    window.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, files);
  const dialog = page.getByRole('dialog', { name: /^Take in/ });
  await expect(dialog.getByRole('button', { name: /^Take (it )?in/ })).toBeEnabled();
  return dialog;
}
