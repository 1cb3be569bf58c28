/** “3 deals, 1 ticket and 5 contacts”, from counts by entity. */
import { entityNamed } from '../../../crm/modules/registry.ts';

export function movingWords(moving: Readonly<Record<string, number>>, locale: string): string {
  const parts = Object.entries(moving).map(([name, count]) => {
    const label = entityNamed(name)?.label;
    const word = (count === 1 ? label?.one : label?.many) ?? name;
    return `${count.toLocaleString(locale)} ${word.toLowerCase()}`;
  });
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(parts);
}
