/** What the relay has to know of the records that it shows to customers, and the team's desktops as well. */
import { derivedId } from '../kernel/ids.ts';

/** The record that says what is on the public pages: the same on every desktop, so that there is never a second one. */
export const PORTAL_ID = derivedId('portal', 'this one');

/** What customers can do on the public pages. */
export const PORTAL_PAGES = ['Answers', 'Ask', 'Contact'] as const;

/** Whether customers may read an article with these values. */
export function isPublicArticle(values: Readonly<Record<string, unknown>>): boolean {
  return (
    values['status'] === 'Published' &&
    values['audience'] === 'Public' &&
    (values['archivedAt'] ?? undefined) === undefined
  );
}
