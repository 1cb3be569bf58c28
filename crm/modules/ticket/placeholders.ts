/** Saved replies have places for what differs: `{{contact.firstName}}`. Filled from records; never sent unfilled. Pure. */

/** What a text is filled from; a value that is not known is left out. */
export type ReplyFacts = Readonly<Partial<Record<PlaceholderName, string>>>;

export const placeholders = [
  { name: 'contact.firstName', label: 'First name of the contact' },
  { name: 'contact.lastName', label: 'Last name of the contact' },
  { name: 'contact.name', label: 'Full name of the contact' },
  { name: 'account.name', label: 'Name of the account' },
  { name: 'ticket.number', label: 'Number of the ticket' },
  { name: 'ticket.subject', label: 'Subject of the ticket' },
  { name: 'ticket.status', label: 'Status of the ticket' },
  { name: 'ticket.priority', label: 'Priority of the ticket' },
  { name: 'product.name', label: 'Name of the product' },
  { name: 'me.name', label: 'Your name' },
  { name: 'survey', label: 'Link to your survey, once there are a survey and a portal' },
  { name: 'today', label: 'The day on which it is put in' },
] as const;

export type PlaceholderName = (typeof placeholders)[number]['name'];

/** Blanks within the braces are forgiven. New each time: a shared one would remember where it stopped. */
export const placeholderPattern = (): RegExp => /\{\{\s*([^{}]{1,60}?)\s*\}\}/g;

/** Every place that can be filled is; the others stay as they are, for a person to see. */
export function filled(text: string, facts: ReplyFacts): string {
  return text.replace(placeholderPattern(), (whole, name: string) => {
    const value = facts[name as PlaceholderName]?.trim();
    return value === undefined || value === '' ? whole : value;
  });
}

/** Names of the places that are still open, each once. */
export function openPlaces(text: string): readonly string[] {
  return [...new Set(Array.from(text.matchAll(placeholderPattern()), ([, name = '']) => name))];
}

/** Names that no ticket could ever fill: a slip of whoever wrote the reply. */
export function strangersIn(text: string): readonly string[] {
  return openPlaces(text).filter((name) => !placeholders.some((known) => known.name === name));
}
