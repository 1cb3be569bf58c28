/** Taking in what customers sent, and sending away what is no request. */
import * as z from 'zod';
import { defineCommand, type RecordAction, type RecordValues } from '../../kernel/command.ts';
import type { AnyRow } from '../../kernel/entity.ts';
import { fail, ok } from '../../kernel/result.ts';
import { isReference } from '../../contracts/reference.ts';
import { submission, type SubmissionRow } from './submission.entity.ts';
import {
  isWaiting,
  knownPeople,
  messageId,
  newContactId,
  recordsOf,
  requestRecordId,
} from './take-in.ts';

export const TAKE_IN = 'portal.takeIn';
const REFUSE_REQUEST = 'portal.refuse';

/** In one act: what a weekend brought must not become one envelope of thousands. */
export const TAKEN_IN_MAX = 50;

export const takeInSubmissions = defineCommand({
  name: TAKE_IN,
  input: z.strictObject({ submissions: z.array(z.uuid()).min(1).max(TAKEN_IN_MAX) }),
  plan({ submissions }, { read }) {
    const records: RecordValues[] = [];
    const made = new Set<string>();
    const rows = submissions
      .map((id) => read.get(submission.name, id) as SubmissionRow | undefined)
      .filter((row) => row !== undefined)
      // Of two answers by one link the later one is planned last, and stays.
      .toSorted((a, b) => (`${a.createdAt} ${a.id}` < `${b.createdAt} ${b.id}` ? -1 : 1));
    const waiting = rows.filter((row) => isWaiting(row, read));
    const taken = waiting.length;
    const known = knownPeople(waiting, read);
    for (const row of waiting) records.push(...recordsOf(row, read, known, made));
    return taken === 0
      ? fail({
          code: 'nothing-to-take-in',
          message: 'What customers sent is taken in already.',
          remedy: 'Nothing needs to be done.',
        })
      : ok({
          records,
          unlisted: true,
          label: taken === 1 ? 'Sent by a customer' : `Sent by customers: ${taken}`,
        });
  },
});

const refuseInput = z.strictObject({ entity: z.enum(['ticket', 'lead']), id: z.uuid() });

/** Not a request of anybody: it goes for good, with whom it would have made known. Undo brings it back. */
export const refuseRequest = defineCommand({
  name: REFUSE_REQUEST,
  input: refuseInput,
  plan({ entity, id }, { read }) {
    const row = read.get(entity, id);
    const sent = ([...read.all(submission.name)] as SubmissionRow[]).find(
      (one) => requestRecordId(one) === id,
    );
    if (row === undefined || sent === undefined) {
      return fail({
        code: 'record-gone',
        message: 'This did not come from the public pages.',
        remedy: 'Archive it instead.',
        record: `${entity}/${id}`,
      });
    }
    const archived = (name: string, of: string): readonly RecordValues[] => {
      const there = read.get(name, of);
      return there === undefined || there.archivedAt !== undefined
        ? []
        : [{ entity: name, id: of, create: false, values: {}, archived: true }];
    };
    const stranger = sent.email === undefined ? '' : newContactId(sent.email);
    const isKnown =
      hasBeenWorkedOn(read.get('contact', stranger)) ||
      [...read.all('ticket')].some(
        (one) => one.id !== id && one.archivedAt === undefined && one['contact'] === stranger,
      );
    return ok({
      records: [
        ...archived(entity, id),
        ...archived(submission.name, sent.id),
        ...archived('activity', messageId(sent.id)),
        ...(isKnown || row['contact'] !== stranger ? [] : archived('contact', stranger)),
      ],
      label: `Not a real request: ${sent.what ?? ''}`,
    });
  },
});

/** Somebody says more of them than they did themselves: a file that has them as well, or a colleague. */
function hasBeenWorkedOn(contact: AnyRow | undefined): boolean {
  return ['account', 'accounts', 'owner', 'title', 'tags', 'externalId'].some(
    (key) => contact?.[key] !== undefined,
  );
}

const refuseOf = (entity: 'ticket' | 'lead'): RecordAction => ({
  command: REFUSE_REQUEST,
  label: 'Not a real request',
  icon: 'trash',
  isOffered: (row) =>
    row.archivedAt === undefined && row['status'] === 'New' && isReference(row['externalId']),
  input: (row) => ({ entity, id: row.id }),
  said: (title) => `${title} archived: not a real request`,
});

export const refuseTicketAction = refuseOf('ticket');
export const refuseLeadAction = refuseOf('lead');
