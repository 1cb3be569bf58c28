/** Asking customers, and what follows from their answers. */
import * as z from 'zod';
import {
  defineCommand,
  type Reader,
  type RecordValues,
  type RuleContext,
  type WriteRule,
} from '../../kernel/command.ts';
import type { Values } from '../../kernel/derive.ts';
import type { AnyRow } from '../../kernel/entity.ts';
import { fail, ok } from '../../kernel/result.ts';
import { invitationId } from './survey-ids.ts';
import { isScore, isSurveyKind, scaleOf } from '../../contracts/survey-scale.ts';
import { surveyInvitation, survey, type SurveyRow } from './survey.entity.ts';
import { surveyResponse, type SurveyResponseRow } from './survey-response.entity.ts';

export const INVITE = 'survey.invite';
export const SETTLE_SATISFACTION = 'survey.settle';
/** The refusal that is no failure: somebody was quicker. */
export const NOTHING_TO_SETTLE = 'nothing-to-settle';

/** In one act: a file of answers must not become one envelope of thousands. */
export const SATISFACTIONS_MAX = 200;

/** The survey that follows a ticket: the first in use about satisfaction, else the first in use. */
export function surveyForTickets(surveys: Iterable<AnyRow>): SurveyRow | undefined {
  const inUse = ([...surveys] as SurveyRow[])
    .filter(({ active, archivedAt }) => active === true && archivedAt === undefined)
    .toSorted((a, b) =>
      a.createdAt < b.createdAt || (a.createdAt === b.createdAt && a.id < b.id) ? -1 : 1,
    );
  return inUse.find(({ kind }) => kind === 'CSAT') ?? inUse[0];
}

/** The record that an invitation is; undefined where it is there already. */
export function invitationFor(
  ticket: AnyRow,
  read: Reader,
  by: SurveyRow,
): RecordValues | undefined {
  const id = invitationId(by.id, ticket.id);
  if (read.get(surveyInvitation.name, id) !== undefined) return undefined;
  return {
    entity: surveyInvitation.name,
    id,
    create: true,
    values: {
      what: typeof ticket['subject'] === 'string' ? ticket['subject'] : 'A ticket',
      survey: by.id,
      ticket: ticket.id,
      ...(typeof ticket['contact'] === 'string' ? { contact: ticket['contact'] } : {}),
    },
  };
}

export const inviteToSurvey = defineCommand({
  name: INVITE,
  input: z.strictObject({ ticket: z.uuid() }),
  plan({ ticket: id }, { read }) {
    const ticket = read.get('ticket', id);
    const by = surveyForTickets(read.all(survey.name));
    if (ticket === undefined) {
      return fail({
        code: 'record-gone',
        message: 'This ticket no longer exists.',
        remedy: 'It may have been removed by a teammate; undo brings it back.',
        record: `ticket/${id}`,
      });
    }
    if (by === undefined) {
      return fail({
        code: 'no-survey',
        message: 'There is no survey in use.',
        remedy: 'Make one in the settings, under Surveys.',
      });
    }
    const made = invitationFor(ticket, read, by);
    return made === undefined
      ? fail({
          code: 'already-invited',
          message: 'This customer has been asked already.',
          remedy: 'The link that was made then still works.',
        })
      : ok({
          records: [made],
          label: 'Ask for feedback',
        });
  },
});

/** What an answer does not say follows from its survey and its ticket; also of one that comes from a file. */
export function responseOnCreate(values: Values, { read, now }: RuleContext): Values {
  const of = (entity: string, key: string): AnyRow | undefined => {
    const id = values[key];
    return typeof id === 'string' ? read.get(entity, id) : undefined;
  };
  const ticket = of('ticket', 'ticket');
  const contact = values['contact'] ?? ticket?.['contact'];
  const account =
    ticket?.['account'] ??
    (typeof contact === 'string' ? read.get('contact', contact)?.['account'] : undefined);
  const filled = { contact, account, agent: ticket?.['agent'], answeredAt: now };
  const lacking = Object.entries(filled).filter(
    ([key, value]) => (values[key] ?? undefined) === undefined && value !== undefined,
  );
  return { ...values, ...(Object.fromEntries(lacking) as Values) };
}

export const responseOnWrite: WriteRule = (before, patch) => {
  const kind = patch['kind'] ?? before?.['kind'];
  const score = patch['score'] === undefined ? before?.['score'] : patch['score'];
  const isSaid = 'score' in patch || 'kind' in patch;
  if (!isSaid || typeof score !== 'number' || !isSurveyKind(kind) || isScore(kind, score))
    return { ok: true, patch };
  const { min, max } = scaleOf(kind);
  return fail({
    code: 'score-out-of-scale',
    message: `An answer to ${kind} is a number from ${min} to ${max}.`,
    remedy: 'Enter one of these, or choose another kind.',
    fields: ['score'],
  });
};

/** Of several answers about a ticket the one that was given last counts. */
function lastAnswer(ticket: string, read: Reader): SurveyResponseRow | undefined {
  let last: SurveyResponseRow | undefined;
  for (const row of read.all(surveyResponse.name) as Iterable<SurveyResponseRow>) {
    if (row.ticket !== ticket || !countsForTicket(row as AnyRow)) continue;
    if (last === undefined || placeOf(row) > placeOf(last)) last = row;
  }
  return last;
}

function placeOf({ answeredAt, createdAt, id }: SurveyResponseRow): string {
  return `${answeredAt ?? createdAt} ${id}`;
}

/** Whether a ticket's satisfaction follows from this answer. */
export function countsForTicket(row: AnyRow | undefined): boolean {
  return (
    row !== undefined &&
    row['kind'] === 'CSAT' &&
    row.archivedAt === undefined &&
    typeof row['score'] === 'number' &&
    typeof row['ticket'] === 'string'
  );
}

/**
 * A ticket's satisfaction is that of its last answer. Whoever sees an answer asks for this; all plan the same. An answer
 * that is taken back takes its score along (`was`), unless somebody has said another one since.
 */
export const settleSatisfaction = defineCommand({
  name: SETTLE_SATISFACTION,
  input: z.strictObject({
    tickets: z
      .array(z.strictObject({ ticket: z.uuid(), was: z.number().optional() }))
      .min(1)
      .max(SATISFACTIONS_MAX),
  }),
  plan({ tickets }, { read }) {
    const records: RecordValues[] = [];
    for (const { ticket: id, was } of tickets) {
      const ticket = read.get('ticket', id);
      if (ticket === undefined) continue;
      const has = ticket['satisfaction'];
      const score = lastAnswer(id, read)?.score;
      const satisfaction = score ?? (was !== undefined && has === was ? null : undefined);
      if (satisfaction === undefined || satisfaction === has) continue;
      records.push({ entity: 'ticket', id, create: false, values: { satisfaction } });
    }
    return records.length === 0
      ? fail({
          code: NOTHING_TO_SETTLE,
          message: 'These tickets say what their customers answered.',
          remedy: 'Nothing needs to be done.',
        })
      : ok({ records, unlisted: true, label: 'Satisfaction as customers answered' });
  },
});
