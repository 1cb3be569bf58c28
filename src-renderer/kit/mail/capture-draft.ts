/** What becomes of a letter while somebody looks at it: proposed from what is known, and changed by hand. */
import { FREE_MAIL } from '../../../crm/kernel/free-mail.ts';
import type { CapturedLetter } from '../../../crm/modules/activity/mail-capture.rules.ts';
import type { KnownFirm, KnownPerson, KnownPeople } from './use-known-people.ts';
import { domainOf } from './use-known-people.ts';
import type { Letter, Person } from './letter.ts';

/** Onto the timeline of somebody who is here, as somebody new, or not at all. */
export type Fate = 'known' | 'lead' | 'contact' | 'leave';

export interface Proposal {
  readonly letter: Letter;
  /** The other side: who wrote it, or to whom one of ours did. */
  readonly person: Person;
  readonly direction: 'Inbound' | 'Outbound';
  readonly known: KnownPerson | undefined;
  readonly firm: KnownFirm | undefined;
  readonly fate: Fate;
  readonly company: string;
}

export function proposalFor(letter: Letter, people: KnownPeople): Proposal {
  const isOurs = people.isColleague(letter.from.address);
  const other = isOurs ? letter.to.find(({ address }) => !people.isColleague(address)) : undefined;
  const person = other ?? letter.from;
  const known = people.person(person.address);
  const firm = people.firm(person.address);
  return {
    letter,
    person,
    direction: isOurs ? 'Outbound' : 'Inbound',
    known,
    firm,
    fate: known !== undefined ? 'known' : firm === undefined ? 'lead' : 'contact',
    company: firm?.title ?? companyOf(person.address),
  };
}

/** `info@bosporus-cold.example` → `Bosporus Cold`; '' of somebody with a free mailbox. */
export function companyOf(address: string): string {
  const domain = domainOf(address);
  if (FREE_MAIL.has(domain)) return '';
  const labels = domain.split('.');
  const [end = '', beside = ''] = labels.toReversed();
  // Below `co.uk` and its like the name stands one label further to the left.
  const isBelow = end.length === 2 && /^(co|com|org|net|ac|gov|edu)$/.test(beside);
  const name = labels.at(isBelow ? -3 : -2) ?? '';
  return name
    .split(/[-_]/)
    .filter((word) => word !== '')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}

/** What somebody wrote over what was proposed. */
export interface Said {
  readonly fate?: Fate;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly company?: string;
  readonly phone?: string;
  /** Document name of a deal or a ticket. */
  readonly also?: string | undefined;
}

/** undefined: it is left where it is. */
export function captured(
  proposal: Proposal,
  said: Said,
  phoneOf: (text: string) => string | undefined,
): CapturedLetter | undefined {
  const { letter, person, direction, known, firm } = proposal;
  const fate = said.fate ?? proposal.fate;
  if (fate === 'leave') return undefined;
  const { key, subject, text, sentAt } = letter;
  const common = {
    key,
    subject,
    text,
    direction,
    ...(sentAt === undefined ? {} : { sentAt }),
    ...(said.also === undefined ? {} : { also: [said.also] }),
  };
  if (fate === 'known')
    return known === undefined
      ? undefined
      : { ...common, about: { entity: known.entity, id: known.id } };
  const typed = said.phone ?? (direction === 'Inbound' ? letter.phone : undefined);
  const phone = typed === undefined ? undefined : phoneOf(typed);
  const firstName = (said.firstName ?? person.firstName).trim();
  const lastName = (said.lastName ?? person.lastName).trim();
  const isFirm = said.company === undefined || said.company === firm?.title;
  return {
    ...common,
    about: {
      create: fate,
      address: person.address,
      firstName,
      lastName: lastName === '' ? person.address : lastName,
      company: (said.company ?? proposal.company).trim(),
      ...(firm !== undefined && isFirm ? { account: firm.id } : {}),
      ...(phone === undefined ? {} : { phone }),
    },
  };
}
