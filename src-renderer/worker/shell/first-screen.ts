/**
 * What a window asks first, with the answers, kept on the disk: the next start shows the first list from it while all
 * records are still being read. It is used only where nothing has changed since: the store's position is the same text,
 * so the rows are the same, and build, person and language are the same as well. On another day only questions without
 * a filter are answered from it (“this week” is another week); a total at the day's rate is put right with the live
 * answer, which follows in any case.
 */
import { definitionCalls, type DefinitionRows } from '../../../crm/contracts/rpc/definition.rpc.ts';
import {
  workspaceStateSchema,
  type WorkspaceState,
} from '../../../crm/contracts/rpc/workspace.rpc.ts';
import {
  queryResultSchema,
  querySchema,
  type Query,
  type QueryResult,
} from '../../../crm/kernel/query.ts';
import { sameJson } from '../../../crm/kernel/write.ts';
import * as z from 'zod';
import type { ProfileRecord } from '../main-line/profile-record.ts';
import { dayOf } from './day.ts';
import type { Platform } from './platform.ts';

/** Questions of a first screen: its list, its views, what stands in the navigation. */
const QUESTIONS_MAX = 12;
/** A question asked later than this after the start is about something else than the first screen. */
export const FIRST_QUESTIONS_MS = 5000;
/** Nobody's first screen is larger; one that is would slow every start down. */
const KEPT_MAX_CHARS = 1_000_000;

const keptSchema = z.object({
  position: z.string(),
  circumstances: z.string(),
  today: z.string(),
  state: workspaceStateSchema,
  definitions: definitionCalls['definitions.get'].output,
  answers: z.array(z.object({ query: querySchema, result: queryResultSchema })),
});
type Kept = z.infer<typeof keptSchema>;

export interface FirstScreen {
  readonly state: WorkspaceState;
  readonly definitions: DefinitionRows;
  /** undefined: this was not asked the last time. */
  readonly answer: (query: Query) => QueryResult | undefined;
}

/** Which rows a kept answer is about, and what else it follows from, as text. */
export interface Circumstances {
  /** `Engine.savedPosition`, or what stands for it on the disk. */
  readonly position: string;
  /** Build, person, language and zone. */
  readonly circumstances: string;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/** undefined where it cannot be relied on. */
export function readFirstScreen(text: unknown, now: Circumstances): FirstScreen | undefined {
  if (typeof text !== 'string' || now.position === '') return undefined;
  const parsed = keptSchema.safeParse(JSON.parse(text));
  if (!parsed.success) return undefined;
  const { position, circumstances, today, state, definitions, answers } = parsed.data;
  if (position !== now.position || circumstances !== now.circumstances) return undefined;
  return {
    state,
    definitions,
    answer: (query) => {
      if (today !== now.today && query.filter !== undefined) return undefined;
      const kept = answers.find((one) => sameQuestion(one.query, query));
      return kept === undefined ? undefined : partOf(kept.result, query);
    },
  };
}

/** All of it but the position. */
export function circumstancesOf(
  platform: Pick<Platform, 'build' | 'clock' | 'locale' | 'timeZone'>,
  { userId, currency }: Pick<ProfileRecord, 'userId' | 'currency'>,
): Omit<Circumstances, 'position'> {
  const { build, locale, timeZone } = platform;
  return {
    circumstances: JSON.stringify([build, userId, currency, locale, timeZone]),
    today: dayOf(platform),
  };
}

/** Remembers what windows ask first, and what is to be kept of it. */
export function createFirstQuestions() {
  const questions: Query[] = [];
  return {
    asked: (query: Query): void => {
      const index = questions.findIndex((known) => sameQuestion(known, query));
      if (index >= 0) questions[index] = query;
      else if (questions.length < QUESTIONS_MAX) questions.push(query);
    },
    /** undefined: nothing was asked, or it is too much to be kept. */
    toKeep: (
      screen: Circumstances & Pick<FirstScreen, 'state' | 'definitions'>,
      answer: (query: Query) => QueryResult | undefined,
    ): string | undefined => {
      const answers = questions.flatMap((query) => {
        const result = answer(query);
        return result === undefined ? [] : [{ query, result }];
      });
      if (answers.length === 0) return undefined;
      const text = JSON.stringify({ ...screen, answers } satisfies Kept);
      return text.length > KEPT_MAX_CHARS ? undefined : text;
    },
  };
}

/** A window may be a little smaller than the last one was: fewer rows of the same answer. */
function sameQuestion(kept: Query, asked: Query): boolean {
  const sameButRows = sameJson({ ...kept, window: null }, { ...asked, window: null });
  return sameButRows && kept.window.offset === asked.window.offset;
}

function partOf(result: QueryResult, { group, window }: Query): QueryResult | undefined {
  const { offset, limit } = window;
  const hasAll = offset + result.rows.length >= result.count;
  if (result.rows.length < limit && !hasAll) return undefined;
  // Lines of groups are counted otherwise than rows; they are kept whole.
  return group === undefined ? { ...result, rows: result.rows.slice(0, limit) } : result;
}
