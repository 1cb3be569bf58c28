/**
 * Letters that somebody takes in: each becomes one activity about the person who wrote it, who is made where nobody
 * knows them. Ids follow from the letter and from the address, so the same letter on two desktops is one activity, and
 * two letters of one stranger make one lead.
 */
import * as z from 'zod';
import { defineCommand, type Reader, type RecordValues } from '../../kernel/command.ts';
import type { AnyRow } from '../../kernel/entity.ts';
import { emailRowId } from '../../kernel/fields/emails.field.ts';
import { phoneRowId } from '../../kernel/fields/phones.field.ts';
import { derivedId, docName, importedId } from '../../kernel/ids.ts';
import { fail, ok } from '../../kernel/result.ts';
import { fold } from '../../kernel/text-folding.ts';

export const CAPTURE_MAIL = 'mail.capture';

/** As much as an activity's text holds. */
export const LETTER_TEXT_MAX_CHARS = 20_000;
/** One act on as many; who has more drops them in turn. */
export const LETTERS_MAX = 50;
const ADDRESS_MAX_CHARS = 320;
const NAME_MAX_CHARS = 120;

const name = z.string().max(NAME_MAX_CHARS);
const letter = z.strictObject({
  /** What is the same for the same letter: its Message-ID. */
  key: z.string().min(3).max(300),
  subject: z.string().min(1).max(300),
  text: z.string().max(LETTER_TEXT_MAX_CHARS),
  sentAt: z.iso.datetime().optional(),
  direction: z.enum(['Inbound', 'Outbound']),
  /** Whose timeline: a record that is here, or a new one of this kind. */
  about: z.union([
    z.strictObject({ entity: z.enum(['contact', 'lead']), id: z.uuid() }),
    z.strictObject({
      create: z.enum(['contact', 'lead']),
      address: z.string().min(3).max(ADDRESS_MAX_CHARS),
      firstName: name,
      lastName: name.min(1),
      company: name,
      /** One that is here. */
      account: z.uuid().optional(),
      phone: z.string().max(60).optional(),
    }),
  ]),
  /** Of a deal or a ticket that it is about as well. */
  also: z.array(z.string().max(96)).max(10).optional(),
});

export type CapturedLetter = z.infer<typeof letter>;

/** Of the activity that a letter becomes. */
export function letterActivityId(key: string): string {
  return derivedId('mail', fold(key));
}

export const captureMail = defineCommand({
  name: CAPTURE_MAIL,
  input: z.strictObject({ letters: z.array(letter).min(1).max(LETTERS_MAX) }),
  plan({ letters }, { read, actor, now }) {
    const records: RecordValues[] = [];
    const made = new Set<string>();
    let taken = 0;
    for (const one of letters) {
      const id = letterActivityId(one.key);
      if (made.has(id) || read.get('activity', id) !== undefined) continue;
      const who = personOf(one, read);
      if (who === undefined) continue;
      if (who.values !== undefined && !made.has(who.id))
        records.push({ entity: who.entity, id: who.id, create: true, values: who.values });
      made.add(who.id);
      made.add(id);
      taken++;
      const about = [...new Set([...who.about, ...(one.also ?? [])])].toSorted();
      records.push({
        entity: 'activity',
        id,
        create: true,
        values: {
          kind: 'Email',
          subject: one.subject,
          ...(one.text === '' ? {} : { body: one.text }),
          about,
          owner: actor,
          direction: one.direction,
          startAt: one.sentAt ?? now,
          externalId: one.key.slice(0, 300),
        },
      });
    }
    if (taken === 0) {
      return fail({
        code: 'already-captured',
        message:
          letters.length === 1
            ? 'This e-mail is here already.'
            : 'All of these e-mails are here already.',
        remedy: 'It stands in the timeline of whoever it was taken in for.',
      });
    }
    return ok({ records, label: taken === 1 ? 'Take in an e-mail' : `Take in ${taken} e-mails` });
  },
});

interface Whose {
  readonly entity: 'contact' | 'lead';
  readonly id: string;
  readonly about: readonly string[];
  /** Of one that is made with it. */
  readonly values?: Readonly<Record<string, unknown>>;
}

/** undefined: the record has gone meanwhile. */
function personOf({ about }: CapturedLetter, read: Reader): Whose | undefined {
  if ('entity' in about) {
    const row = read.get(about.entity, about.id);
    return row === undefined ? undefined : whoseIs(about.entity, row);
  }
  const { create, address, firstName, lastName, company, account, phone } = about;
  // As a file and the public pages name them: whoever is known by an address alone is one, wherever it came from.
  const id = importedId(create, 'emails', fold(address));
  const known = read.get(create, id);
  if (known !== undefined) return whoseIs(create, known);
  const values = {
    ...(firstName === '' ? {} : { firstName }),
    lastName,
    emails: [{ id: emailRowId(address), address, primary: true }],
    ...(phone === undefined || phone === ''
      ? {}
      : { phones: [{ id: phoneRowId(phone), number: phone, primary: true }] }),
    source: 'Email',
    ...(create === 'lead'
      ? { status: 'New', ...(company === '' ? {} : { company }) }
      : account === undefined
        ? {}
        : { account }),
  };
  const name = docName(create, id);
  const more = account === undefined ? [] : [docName('account', account)];
  return { entity: create, id, about: create === 'lead' ? [name] : [name, ...more], values };
}

/** A contact's letters are their account's as well; a lead that was converted has gone on as its contact. */
function whoseIs(entity: 'contact' | 'lead', row: AnyRow): Whose {
  const { account, convertedContact, convertedAccount } = row as Readonly<
    Record<string, string | undefined>
  >;
  const about = [
    docName(entity, row.id),
    ...(account === undefined ? [] : [docName('account', account)]),
    ...(convertedContact === undefined ? [] : [docName('contact', convertedContact)]),
    ...(convertedAccount === undefined ? [] : [docName('account', convertedAccount)]),
  ];
  return { entity, id: row.id, about };
}
