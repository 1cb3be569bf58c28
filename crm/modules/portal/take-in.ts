/**
 * What customers sent on the public pages becomes work: a ticket, a lead, an answer to a survey. Every desktop that
 * sees a submission may take it in. Ids follow from the submission's, and a customer's from their address, so that
 * those that do it at once end with one of each (decision 0029).
 */
import type { Reader, RecordValues } from '../../kernel/command.ts';
import type { AnyRow } from '../../kernel/entity.ts';
import { emailRowId, type EmailRow } from '../../kernel/fields/emails.field.ts';
import { phoneRowId } from '../../kernel/fields/phones.field.ts';
import { derivedId, importedId } from '../../kernel/ids.ts';
import { digitsOf, fold } from '../../kernel/text-folding.ts';
import { survivorOf } from '../merge/survivor.ts';
import { isScore } from '../../contracts/survey-scale.ts';
import { responseId } from '../survey/survey-ids.ts';
import { surveyResponse } from '../survey/survey-response.entity.ts';
import { surveyInvitation, survey } from '../survey/survey.entity.ts';
import { PORTAL_ID } from '../../contracts/public-pages.contract.ts';
import { portal, type PortalRow } from './portal.entity.ts';
import { submission, type SubmissionRow } from './submission.entity.ts';

const AS_RECORD: Readonly<Record<'Ticket' | 'Lead', 'ticket' | 'lead'>> = {
  Ticket: 'ticket',
  Lead: 'lead',
};

/** The record that a request becomes. */
export function requestRecordId(row: Pick<SubmissionRow, 'id' | 'kind'>): string {
  return derivedId(submission.name, row.id, String(row.kind));
}

/** Whether there is still something to make of it. What was made of it and archived is not made again. */
export function isWaiting(row: SubmissionRow | undefined, read: Pick<Reader, 'get'>): boolean {
  if (row === undefined || row.archivedAt !== undefined) return false;
  switch (row.kind) {
    case 'Ticket':
    case 'Lead':
      return read.get(AS_RECORD[row.kind], requestRecordId(row)) === undefined;
    case 'Survey': {
      if (row.invitation === undefined || row.score === undefined) return false;
      const asked = askedBy(row, read);
      if (asked === undefined || !isScore(asked.kind, row.score)) return false;
      const given = read.get(surveyResponse.name, responseId(row.invitation));
      const before = given?.['answeredAt'];
      return given === undefined || typeof before !== 'string' || before < row.createdAt;
    }
    default:
      return false;
  }
}

function ticketOf(
  row: SubmissionRow,
  read: Reader,
  known: Known,
  made: Set<string>,
): readonly RecordValues[] {
  const id = requestRecordId(row);
  const settings = read.get(portal.name, PORTAL_ID) as PortalRow | undefined;
  const contact = contactOf(row, read, known);
  const records: RecordValues[] = [];
  if (contact !== undefined && read.get('contact', contact) === undefined && !made.has(contact)) {
    made.add(contact);
    records.push({ entity: 'contact', id: contact, create: true, values: personOf(row) });
  }
  records.push(
    {
      entity: 'ticket',
      id,
      create: true,
      values: {
        subject: row.what,
        description: row.message,
        status: 'New',
        channel: 'Portal',
        externalId: row.reference,
        queue: settings?.queue,
        type: settings?.ticketType,
        contact,
      },
    },
    messageOf(row, [`ticket/${id}`, ...(contact === undefined ? [] : [`contact/${contact}`])], {
      ...(contact === undefined ? {} : { participants: [`contact/${contact}`] }),
    }),
  );
  return records;
}

function leadOf(row: SubmissionRow): readonly RecordValues[] {
  const id = requestRecordId(row);
  const values = {
    ...personOf(row),
    company: row.company,
    status: 'New',
    source: 'Web Site',
    externalId: row.reference,
  };
  return [{ entity: 'lead', id, create: true, values }, messageOf(row, [`lead/${id}`], {})];
}

/** The customer's words, with which the timeline begins. */
function messageOf(
  row: SubmissionRow,
  about: readonly string[],
  more: Readonly<Record<string, readonly string[]>>,
): RecordValues {
  return {
    entity: 'activity',
    id: messageId(row.id),
    create: true,
    values: {
      kind: 'Message',
      subject: row.what,
      body: row.message,
      direction: 'Inbound',
      status: 'Held',
      startAt: row.createdAt,
      about: about.toSorted(),
      ...more,
    },
  };
}

/** Who goes by an address, folded. */
type Known = ReadonlyMap<string, AnyRow>;

/**
 * Whoever goes by the addresses of these, the oldest of several. All contacts are gone through once for an act, not for
 * each request: strangers decide how many of those there are.
 */
export function knownPeople(submissions: readonly SubmissionRow[], read: Reader): Known {
  const wanted = new Set(
    submissions.flatMap(({ kind, email }) =>
      kind === 'Ticket' && email !== undefined ? [fold(email)] : [],
    ),
  );
  const known = new Map<string, AnyRow>();
  if (wanted.size === 0) return known;
  for (const row of read.all('contact')) {
    if (row.archivedAt !== undefined) continue;
    for (const { address } of (row['emails'] ?? []) as readonly EmailRow[]) {
      const by = fold(address);
      if (!wanted.has(by)) continue;
      const before = known.get(by);
      if (before === undefined || isOlder(row, before)) known.set(by, row);
    }
  }
  return known;
}

/** Whoever goes by that address; else somebody new, who follows from the address. */
function contactOf({ email }: SubmissionRow, read: Reader, known: Known): string | undefined {
  if (email === undefined) return undefined;
  return known.get(fold(email))?.id ?? survivorOf(read, 'contact', newContactId(email));
}

function isOlder(a: AnyRow, b: AnyRow): boolean {
  return a.createdAt < b.createdAt || (a.createdAt === b.createdAt && a.id < b.id);
}

/** As a file that names the same address would make them: both make one contact. */
export function newContactId(email: string): string {
  return importedId('contact', 'emails', fold(email));
}

function personOf({ name, email, phone }: SubmissionRow): RecordValues['values'] {
  const words = (name ?? '').split(/\s+/).filter((word) => word !== '');
  const lastName = words.pop() ?? email?.split('@')[0] ?? 'Unknown';
  return {
    lastName,
    source: 'Web Site',
    ...(words.length === 0 ? {} : { firstName: words.join(' ') }),
    ...(email === undefined
      ? {}
      : { emails: [{ id: emailRowId(email), address: email, primary: true }] }),
    ...(phone === undefined || digitsOf(phone).length < 2
      ? {}
      : { phones: [{ id: phoneRowId(phone), number: phone, primary: true }] }),
  };
}

function askedBy({ invitation }: SubmissionRow, read: Pick<Reader, 'get'>) {
  if (invitation === undefined) return undefined;
  const asked = read.get(surveyInvitation.name, invitation);
  const by = asked?.['survey'];
  const question = typeof by === 'string' ? read.get(survey.name, by) : undefined;
  return asked === undefined || question === undefined
    ? undefined
    : { ticket: asked['ticket'], contact: asked['contact'], survey: by, kind: question['kind'] };
}

/** What was answered again by the same link takes the place of the first answer. */
function answerOf(row: SubmissionRow, read: Reader): RecordValues {
  const id = responseId(row.invitation ?? '');
  const asked = askedBy(row, read);
  const said = {
    score: row.score,
    comment: row.message ?? null,
    answeredAt: row.createdAt,
  };
  const isNew = read.get(surveyResponse.name, id) === undefined;
  const about = {
    survey: asked?.survey,
    kind: asked?.kind,
    ticket: asked?.ticket,
    contact: asked?.contact,
  };
  return {
    entity: surveyResponse.name,
    id,
    create: true,
    values: isNew
      ? { ...about, score: row.score, comment: row.message, answeredAt: row.createdAt }
      : said,
  };
}

/** What a submission is to become, for all that are still to be taken in. */
export function recordsOf(
  row: SubmissionRow,
  read: Reader,
  known: Known,
  made: Set<string>,
): readonly RecordValues[] {
  if (row.kind === 'Survey') return [answerOf(row, read)];
  return row.kind === 'Lead' ? leadOf(row) : ticketOf(row, read, known, made);
}

export function messageId(submissionId: string): string {
  return derivedId(submission.name, submissionId, 'message');
}
