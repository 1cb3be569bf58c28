/** What a customer says to somebody: an answer to a survey, entered by hand. */
import * as z from 'zod';
import { isScore, scaleOf, SURVEY_KINDS } from '../../contracts/survey-scale.ts';
import { defineCommand } from '../../kernel/command.ts';
import { fail, ok } from '../../kernel/result.ts';
import { invitationId, responseId } from './survey-ids.ts';
import { surveyResponse } from './survey-response.entity.ts';
import { survey, type SurveyRow } from './survey.entity.ts';

export const LOG_ANSWER = 'survey.logAnswer';

/** What an answer may be logged about, each a field of the answer. */
export const ANSWERED_ABOUT = ['ticket', 'contact', 'account'] as const;
export type AnsweredAbout = (typeof ANSWERED_ABOUT)[number];

/** More than anybody says in one go; a document is no place for a book. */
const COMMENT_MAX_CHARS = 10_000;

/** As in an answer by link: of one survey about one ticket the last answer counts. Else each is one of its own. */
function idFor(by: string | undefined, ticket: string | undefined): string | undefined {
  return by === undefined || ticket === undefined
    ? undefined
    : responseId(invitationId(by, ticket));
}

export const logAnswer = defineCommand({
  name: LOG_ANSWER,
  input: z.strictObject({
    about: z.strictObject({ entity: z.enum(ANSWERED_ABOUT), id: z.uuid() }),
    /** Which one was asked; absent: only its kind is known. */
    survey: z.uuid().optional(),
    kind: z.enum(SURVEY_KINDS).optional(),
    score: z.int(),
    comment: z.string().max(COMMENT_MAX_CHARS).optional(),
  }),
  plan({ about, survey: by, kind: said, score, comment }, { read, now, newId }) {
    if (read.get(about.entity, about.id) === undefined) {
      return fail({
        code: 'record-gone',
        message: `This ${about.entity} no longer exists.`,
        remedy: 'It may have been removed by a teammate; undo brings it back.',
        record: `${about.entity}/${about.id}`,
      });
    }
    const asked =
      by === undefined ? undefined : (read.get(survey.name, by) as SurveyRow | undefined);
    const kind = asked?.kind ?? said;
    if (kind === undefined || (by !== undefined && asked === undefined)) {
      return fail({
        code: 'no-survey',
        message: 'It is not known what was asked.',
        remedy: 'Choose another survey, or only its kind.',
      });
    }
    if (!isScore(kind, score)) {
      const { min, max } = scaleOf(kind);
      return fail({
        code: 'score-out-of-scale',
        message: `An answer to ${kind} is a number from ${min} to ${max}.`,
        remedy: 'Choose one of these.',
        fields: ['score'],
      });
    }
    const words = comment?.trim() ?? '';
    const id = idFor(by, about.entity === 'ticket' ? about.id : undefined);
    const before = id === undefined ? undefined : read.get(surveyResponse.name, id);
    const answer = { score, answeredAt: now };
    return ok({
      records: [
        before === undefined
          ? {
              entity: surveyResponse.name,
              id: id ?? newId(),
              create: true,
              values: {
                ...answer,
                kind,
                [about.entity]: about.id,
                ...(by === undefined ? {} : { survey: by }),
                ...(words === '' ? {} : { comment: words }),
              },
            }
          : {
              entity: surveyResponse.name,
              id: before.id,
              create: false,
              values: { ...answer, comment: words === '' ? null : words },
              ...(before.archivedAt === undefined ? {} : { archived: false }),
            },
      ],
      label: 'Log an answer to a survey',
    });
  },
});
