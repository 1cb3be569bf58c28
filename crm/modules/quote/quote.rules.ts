/** From a deal to a quote, from draft to sent, and to the next revision of it. What the customer answers: `answer.rules.ts`. */
import * as z from 'zod';
import { addDays } from '../../kernel/calendar-days.ts';
import { defineCommand, type Reader, type RecordAction } from '../../kernel/command.ts';
import type { Values } from '../../kernel/derive.ts';
import type { AnyRow } from '../../kernel/entity.ts';
import { fail, ok, type Problem } from '../../kernel/result.ts';
import { dayOfWorkspace } from '../../kernel/workspace-zone.ts';
import type { QuoteRow } from './quote.entity.ts';
import { isOpen, standingOf } from './standing.ts';

export const MAKE = 'quote.make';
export const REVISE = 'quote.revise';
export const MOVE = 'quote.move';

/** As long as the workspace says nothing else. */
export const VALID_DAYS = 30;

/** Steps before the customer answers; each may be taken back by the one before. */
export const STEPS = ['Draft', 'In review', 'Approved', 'Sent'] as const;

/** What a revision takes over. */
const OFFERED = [
  'name',
  'deal',
  'account',
  'contact',
  'lines',
  'discount',
  'message',
  'terms',
] as const;

export function quoteGone(id: string): Problem {
  return {
    code: 'record-gone',
    message: 'This quote no longer exists.',
    remedy: 'Somebody took it back; choose another one.',
    record: `quote/${id}`,
  };
}

/** What the team says of every quote, and until when it holds. */
function usual(read: Reader, now: string): Values {
  const [workspace] = read.all('workspace');
  const days = workspace?.['quoteValidDays'];
  const terms = workspace?.['quoteTerms'];
  return {
    status: 'Draft',
    validUntil: addDays(dayOfWorkspace(read, now), typeof days === 'number' ? days : VALID_DAYS),
    ...(typeof terms === 'string' ? { terms } : {}),
  };
}

interface Person {
  readonly contact?: string;
  readonly role?: string;
}

/** Who decides, else the first who has a part in it. */
function recipientOf(deal: AnyRow): string | undefined {
  const people = (deal['contacts'] ?? []) as readonly Person[];
  const decides = people.find(({ role }) => role === 'Decision Maker');
  return (decides ?? people[0])?.contact;
}

/** A deal without product lines is offered as what it is: one thing, at its amount. */
function linesOf(deal: AnyRow): Values {
  const lines = deal['lines'] as readonly object[] | undefined;
  if (lines !== undefined && lines.length > 0) return { lines };
  const { amount } = deal;
  if (amount === undefined) return {};
  const description = String(deal['name']);
  return { lines: [{ id: 'all', description, quantity: 1, unitPrice: amount }] };
}

export const makeQuote = defineCommand({
  name: MAKE,
  input: z.strictObject({ deal: z.uuid() }),
  plan({ deal: id }, { read, now, actor, newId }) {
    const deal = read.get('deal', id);
    if (deal === undefined) {
      return fail({
        code: 'record-gone',
        message: 'This deal no longer exists.',
        remedy: 'Make the quote from the list of quotes.',
        record: `deal/${id}`,
      });
    }
    const { account } = deal;
    const contact = recipientOf(deal);
    const values = {
      ...usual(read, now),
      name: deal['name'],
      deal: id,
      owner: deal['owner'] ?? actor,
      ...(account === undefined ? {} : { account }),
      ...(contact === undefined ? {} : { contact }),
      ...linesOf(deal),
    };
    return ok({
      records: [{ entity: 'quote', id: newId(), create: true, values }],
      label: `Quote for ${String(deal['name'])}`,
    });
  },
});

/** The customer wants something else: the same again, to be changed. The one that was sent stays as it was sent. */
export const reviseQuote = defineCommand({
  name: REVISE,
  input: z.strictObject({ quote: z.uuid() }),
  plan({ quote: id }, { read, now, actor, newId }) {
    const row = read.get('quote', id) as QuoteRow | undefined;
    if (row === undefined) return fail(quoteGone(id));
    const offered = Object.fromEntries(
      OFFERED.flatMap((key) => (row[key] === undefined ? [] : [[key, row[key]]])),
    );
    const values = {
      ...usual(read, now),
      ...offered,
      owner: row.owner ?? actor,
      revisionOf: id,
    };
    return ok({
      records: [{ entity: 'quote', id: newId(), create: true, values }],
      label: `New revision of ${row.name ?? 'a quote'}`,
    });
  },
});

/** On to the next step before the answer, or back. */
export const moveQuote = defineCommand({
  name: MOVE,
  input: z.strictObject({ quote: z.uuid(), to: z.enum(STEPS) }),
  plan({ quote: id, to }, { read, now }) {
    const row = read.get('quote', id) as QuoteRow | undefined;
    if (row === undefined) return fail(quoteGone(id));
    if (!isOpen(row)) {
      return fail({
        code: 'quote-answered',
        message: `This quote is ${standingOf(row, '').toLowerCase()} already.`,
        remedy: 'Make a new revision of it, or undo the answer.',
        record: `quote/${id}`,
      });
    }
    const today = dayOfWorkspace(read, now);
    if (to === 'Sent' && row.validUntil !== undefined && row.validUntil < today) {
      return fail({
        code: 'quote-ran-out',
        message: 'This quote would have run out before it is sent.',
        remedy: 'Choose a later day for “Valid until” first.',
        fields: ['validUntil'],
        record: `quote/${id}`,
      });
    }
    return ok({
      records: [
        {
          entity: 'quote',
          id,
          create: false,
          values: { status: to, sentAt: to === 'Sent' ? now : null },
        },
      ],
      label: to === 'Sent' ? `Send ${row.name ?? 'a quote'}` : `${to}: ${row.name ?? 'a quote'}`,
    });
  },
});

/** On a deal’s page; its list of quotes does the same. */
export const quoteAction: RecordAction = {
  command: MAKE,
  label: 'New quote',
  icon: 'file-text',
  isOffered: (row) => row.archivedAt === undefined,
  isBeside: (row) => row['closedDate'] !== undefined,
  input: (row) => ({ deal: row.id }),
  said: (title) => `Quote for ${title} made`,
  opens: 'quote',
  fills: 'deal',
};
