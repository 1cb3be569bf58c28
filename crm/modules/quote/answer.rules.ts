/**
 * What the customer answers. Accepting is one act over the quote, its deal and the other quotes of that deal.
 *
 * Two desktops that accept one quote at once write the same values, but for the moment: one of the two stays. Two that
 * accept two quotes of one deal have told a customer yes twice, and that is for people to put right: both quotes keep the
 * moment of it and stand as accepted, whatever became of the rest, until somebody accepts one of them again; then that
 * one counts for the deal, and the other is declined.
 */
import * as z from 'zod';
import {
  defineCommand,
  type Reader,
  type RecordAction,
  type RecordValues,
} from '../../kernel/command.ts';
import { UNPLACED_RANK, type StageValue } from '../../kernel/fields/stage.field.ts';
import { stagedFieldOf, stagesBeside } from '../../kernel/pipelines.ts';
import { fail, ok } from '../../kernel/result.ts';
import { linesWithDiscount, quoteTotals, type Line } from './quote-totals.ts';
import type { QuoteRow } from './quote.entity.ts';
import { quoteGone } from './quote.rules.ts';
import { isOpen } from './standing.ts';

export const ACCEPT = 'quote.accept';
export const DECLINE = 'quote.decline';

/** What a deal keeps of a line; groups and words to the customer stay on the quote. */
const KEPT = [
  'id',
  'product',
  'description',
  'quantity',
  'unitPrice',
  'discount',
  'tax',
  'promotion',
] as const;

/** The other quotes of its deal. */
export function quotesBeside(read: Reader, { id, deal }: QuoteRow): readonly QuoteRow[] {
  if (deal === undefined) return [];
  return ([...read.all('quote')] as QuoteRow[]).filter(
    (other) => other.deal === deal && other.id !== id,
  );
}

/** The stage in which a deal is won, of the pipeline that it is in. */
function wonStage(read: Reader, stage: StageValue | undefined): string {
  const entity = read.entities?.().find(({ name }) => name === 'deal');
  const staged = entity === undefined ? undefined : stagedFieldOf(entity);
  const stages = staged === undefined ? [] : stagesBeside(staged.field, stage?.stage);
  return stages.find(({ outcome }) => outcome === 'won')?.value ?? 'Won';
}

export const acceptQuote = defineCommand({
  name: ACCEPT,
  input: z.strictObject({
    quote: z.uuid(),
    /** Of the deal, from then on; absent: it is won. */
    stage: z.string().min(1).max(120).optional(),
    /** What the deal needs in that stage besides. */
    said: z.partialRecord(z.enum(['deal']), z.record(z.string().max(40), z.json())).optional(),
  }),
  plan({ quote: id, stage, said = {} }, { read, now }) {
    const row = read.get('quote', id) as QuoteRow | undefined;
    if (row === undefined) return fail(quoteGone(id));
    const others = quotesBeside(read, row);
    const accepted = others.filter(({ acceptedAt }) => acceptedAt !== undefined);
    const record = `quote/${id}`;
    const isAgain = row.acceptedAt !== undefined;
    if (isAgain && accepted.length === 0) {
      return fail({
        code: 'quote-answered',
        message: 'This quote is accepted already.',
        remedy: 'Its deal has what was accepted; undo takes that back.',
        record,
      });
    }
    if (!isAgain && accepted.length > 0) {
      return fail({
        code: 'other-quote-accepted',
        message: 'Another quote of this deal is accepted already.',
        remedy: 'Decline that one first, or make a deal of its own for what is ordered besides.',
        record,
      });
    }
    if (!isAgain && !isOpen(row)) {
      return fail({
        code: 'quote-answered',
        message: 'This quote was declined.',
        remedy: 'Make a new revision of it; that one can be accepted.',
        record,
      });
    }
    const records: RecordValues[] = [
      {
        entity: 'quote',
        id,
        create: false,
        values: { status: 'Accepted', acceptedAt: row.acceptedAt ?? now, declinedBecause: null },
      },
      ...others
        .filter((other) => isOpen(other) || other.acceptedAt !== undefined)
        .map((other) => declined(other.id, 'Another quote was accepted')),
    ];
    const deal = row.deal === undefined ? undefined : read.get('deal', row.deal);
    if (deal !== undefined) {
      const now = deal['stage'] as StageValue | undefined;
      const next = stage ?? wonStage(read, now);
      const net = quoteTotals(row.lines, row.discount)?.net;
      records.push({
        entity: 'deal',
        id: deal.id,
        create: false,
        values: {
          lines: linesForDeal(row),
          ...(net === undefined ? {} : { amount: net }),
          ...(next === now?.stage ? {} : { stage: { stage: next, rank: UNPLACED_RANK } }),
          ...said.deal,
        },
      });
    }
    return ok({ records, label: `Accept ${row.name ?? 'a quote'}` });
  },
});

/** The customer says no, also after all. */
export const declineQuote = defineCommand({
  name: DECLINE,
  input: z.strictObject({ quote: z.uuid(), because: z.string().trim().min(1).max(500) }),
  plan({ quote: id, because }, { read }) {
    const row = read.get('quote', id) as QuoteRow | undefined;
    if (row === undefined) return fail(quoteGone(id));
    return ok({
      records: [declined(id, because)],
      label: `Decline ${row.name ?? 'a quote'}`,
    });
  },
});

function declined(id: string, because: string): RecordValues {
  const values = { status: 'Declined', declinedBecause: because, acceptedAt: null };
  return { entity: 'quote', id, create: false, values };
}

/** With the discount on everything in each of them, so that the deal’s lines come to what was accepted. */
function linesForDeal({ lines = [], discount }: QuoteRow): readonly object[] {
  return linesWithDiscount(lines as readonly Line[], discount).map((line) =>
    Object.fromEntries(KEPT.flatMap((key) => (line[key] === undefined ? [] : [[key, line[key]]]))),
  );
}
/** Asked for its stage first, and then for what the deal needs there. */
export function acceptAction(stage: string | undefined): RecordAction {
  const input = (quote: string) => ({ quote, ...(stage === undefined ? {} : { stage }) });
  return {
    command: ACCEPT,
    label: 'Accept',
    icon: 'check',
    isOffered: (row) => isOpen(row as QuoteRow),
    input: (row) => input(row.id),
    asks: { entity: 'deal', input: (row, said) => ({ ...input(row.id), said }) },
    said: (title) => `${title} accepted`,
  };
}
