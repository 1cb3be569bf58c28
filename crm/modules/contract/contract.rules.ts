import * as z from 'zod';
import { addDays } from '../../kernel/calendar-days.ts';
import {
  defineCommand,
  type RecordAction,
  type RecordValues,
  type WriteRule,
} from '../../kernel/command.ts';
import { UNPLACED_RANK } from '../../kernel/fields/stage.field.ts';
import { derivedId } from '../../kernel/ids.ts';
import { stagedFieldOf, stagesOf } from '../../kernel/pipelines.ts';
import { fail, ok, type Problem } from '../../kernel/result.ts';
import { dayOfWorkspace, zoneOfWorkspace } from '../../kernel/workspace-zone.ts';
import { instantIn } from '../../kernel/zoned-days.ts';
import type { ContractRow } from './contract.entity.ts';
import { contractStanding, endsOn, nextTerm } from './terms.ts';

const RENEW = 'contract.renew';
export const REMIND_OF_CONTRACTS = 'contract.remind';

/** Contracts that one look reminds of: more end on one day only where a file brought them. */
export const REMINDED_MAX = 200;
/** When the owner is reminded, in the zone of the workspace. */
const REMINDED_AT = '09:00';

/** It does not end before it begins. */
export const contractOnWrite: WriteRule = (before, patch) => {
  const start = 'start' in patch ? patch['start'] : before?.['start'];
  const end = 'end' in patch ? patch['end'] : before?.['end'];
  if (typeof start !== 'string' || typeof end !== 'string' || start <= end)
    return { ok: true, patch };
  return {
    ok: false,
    problem: {
      code: 'ends-before-it-begins',
      message: 'The last day lies before the first.',
      remedy: 'Correct one of the two days.',
      fields: ['start', 'end'],
    },
  };
};

/** The contract and the deal that follow one: the same, whoever renews it, on however many desktops. */
export function renewalIds(id: string): { readonly contract: string; readonly deal: string } {
  return {
    contract: derivedId('contract', id, 'renewal'),
    deal: derivedId('contract', id, 'renewalDeal'),
  };
}

/** What the following contract takes over. */
const AGREED = [
  'name',
  'type',
  'owner',
  'account',
  'contact',
  'autoRenew',
  'noticeDays',
  'reminderDays',
  'value',
  'billingPeriod',
  'policy',
  'products',
  'includedPer',
  'includedTickets',
  'includedHours',
  'includedVisits',
  'description',
  'tags',
] as const;

/** The first open stage of the default pipeline. */
function firstStage(entities: readonly { readonly name: string }[] | undefined): string {
  const deal = entities?.find(({ name }) => name === 'deal');
  const staged = deal === undefined ? undefined : stagedFieldOf(deal as never);
  if (staged === undefined) return 'Prospecting';
  return (
    stagesOf(staged.field, undefined).find(({ outcome }) => outcome === 'open')?.value ??
    'Prospecting'
  );
}

/** The following contract, as a draft, and the deal that is to win it; one act. */
export const renewContract = defineCommand({
  name: RENEW,
  input: z.strictObject({ contract: z.uuid() }),
  plan({ contract: id }, { read, now, actor }) {
    const row = read.get('contract', id) as ContractRow | undefined;
    if (row === undefined) return fail(gone(id));
    const ids = renewalIds(id);
    if (read.get('contract', ids.contract) !== undefined) {
      return fail({
        code: 'already-renewed',
        message: 'This contract has its renewal already.',
        remedy: 'It stands in the list “Renewals” of its page.',
        record: `contract/${ids.contract}`,
      });
    }
    const { start, end, name = '' } = row;
    if (start === undefined || end === undefined) {
      return fail({
        code: 'no-term',
        message: 'Without a first and a last day nobody knows when the next contract begins.',
        remedy: 'Fill in both days first.',
        fields: ['start', 'end'],
        record: `contract/${id}`,
      });
    }
    const today = dayOfWorkspace(read, now);
    const ends = endsOn(row, today) ?? end;
    const [first, last] = following(row, ends);
    const owner = row.owner ?? actor;
    const agreed = Object.fromEntries(
      AGREED.flatMap((key) => (row[key] === undefined ? [] : [[key, row[key]]])),
    );
    const stage = firstStage(read.entities?.());
    return ok({
      records: [
        {
          entity: 'deal',
          id: ids.deal,
          create: true,
          values: {
            name: `Renewal: ${name}`,
            type: 'Renewal',
            owner,
            stage: { stage, rank: UNPLACED_RANK },
            expectedCloseDate: ends,
            ...(row.account === undefined ? {} : { account: row.account }),
            ...(row.value === undefined ? {} : { amount: row.value }),
            ...(row.contact === undefined
              ? {}
              : { contacts: [{ id: row.contact, contact: row.contact }] }),
          },
        },
        {
          entity: 'contract',
          id: ids.contract,
          create: true,
          values: {
            ...agreed,
            owner,
            status: 'Draft',
            start: first,
            end: last,
            deal: ids.deal,
            renewalOf: id,
          },
        },
      ],
      label: `Renew ${name}`,
    });
  },
});

/** As long as a term is, from the day after the one that runs. */
function following(row: ContractRow, ends: string): readonly [string, string] {
  const { start = '', end = '' } = row;
  if (ends === end) return nextTerm(start, end);
  // It has renewed itself meanwhile: the term after the one that runs.
  const first = addDays(ends, 1);
  return [first, endsOn(row, first) ?? first];
}

export const renewAction: RecordAction = {
  command: RENEW,
  label: 'Renew',
  icon: 'redo',
  isOffered: ({ standing, archivedAt }) =>
    archivedAt === undefined && (standing === 'Active' || standing === 'Expired'),
  input: ({ id }) => ({ contract: id }),
  said: (title) => `Renewed: ${title}`,
  opens: 'contract',
};

/** The task that reminds of one end of a contract: one, whichever desktop makes it. */
export function renewalTaskId(id: string, ends: string): string {
  return derivedId('contract', id, 'ends', ends);
}

/** The end of which its owner is to be reminded today; undefined where it is too early, too late, or seen to. */
export function dueEnd(row: ContractRow, today: string): string | undefined {
  const { reminderDays, archivedAt } = row;
  if (reminderDays === undefined || archivedAt !== undefined) return undefined;
  const ends = endsOn(row, today);
  if (ends === undefined || contractStanding(row, today) !== 'Active') return undefined;
  return today >= addDays(ends, -reminderDays) ? ends : undefined;
}

/**
 * What every desktop does by itself: a task for the owner of each contract that is to end. Two that do it at once make
 * the same record; who did it, or put it away, is not reminded again.
 */
export const remindOfContracts = defineCommand({
  name: REMIND_OF_CONTRACTS,
  input: z.strictObject({ contracts: z.array(z.uuid()).max(REMINDED_MAX) }),
  plan({ contracts }, { read, now }) {
    const today = dayOfWorkspace(read, now);
    const [workspace] = read.all('workspace');
    const zone = zoneOfWorkspace(workspace, 'UTC');
    const records: RecordValues[] = contracts.flatMap((id) => {
      const row = read.get('contract', id) as ContractRow | undefined;
      const ends = row === undefined ? undefined : dueEnd(row, today);
      if (row === undefined || ends === undefined) return [];
      const task = renewalTaskId(id, ends);
      if (read.get('activity', task) !== undefined) return [];
      const at = instantIn(addDays(ends, -(row.reminderDays ?? 0)), REMINDED_AT, zone);
      const about = [
        `contract/${id}`,
        ...(row.account === undefined ? [] : [`account/${row.account}`]),
      ];
      const values = {
        kind: 'Task',
        subject: `${row.autoRenew === true ? 'Renews itself' : 'Ends'} on ${ends}: ${row.name ?? ''}`,
        status: 'Not Started',
        dueAt: at,
        reminderAt: at,
        about: about.toSorted(),
        ...(row.owner === undefined ? {} : { owner: row.owner }),
      };
      return [{ entity: 'activity', id: task, create: true, values }];
    });
    if (records.length === 0) {
      return fail({
        code: 'nothing-ends',
        message: 'Of these contracts none is to be reminded of.',
        remedy: 'Somebody may have been quicker.',
      });
    }
    return ok({ records, label: 'Contracts that end', unlisted: true });
  },
});

function gone(id: string): Problem {
  return {
    code: 'record-gone',
    message: 'This contract no longer exists.',
    remedy: 'It may have been removed by a teammate; undo brings it back.',
    record: `contract/${id}`,
  };
}
