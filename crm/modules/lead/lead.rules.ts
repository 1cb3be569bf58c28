/** Converting a lead: one act that makes an account, a contact and a deal of it, linked both ways. */
import * as z from 'zod';
import {
  defineCommand,
  type Reader,
  type RecordAction,
  type RecordValues,
} from '../../kernel/command.ts';
import { missingByHand } from '../../kernel/derive.ts';
import { missingFor, stageOptionOf } from '../../kernel/fields/stage-standing.ts';
import { UNPLACED_RANK } from '../../kernel/fields/stage.field.ts';
import { derivedId } from '../../kernel/ids.ts';
import { fail, ok, type Problem } from '../../kernel/result.ts';
import { stagedFieldOf, stagesOf } from '../../kernel/pipelines.ts';
import { rowsPointingAt } from '../../kernel/linked-rows.ts';
import type { AnyRow } from '../../kernel/entity.ts';
import { fold } from '../../kernel/text-folding.ts';
import {
  fillsOf,
  JOINABLE,
  JOINED_FIELD,
  madeOf,
  newRecordOf,
  recognisedBy,
  sharesEmail,
  type Joinable,
} from './conversion.ts';
import type { Lead } from './lead.entity.ts';

const CONVERT = 'lead.convert';

/**
 * What was said and planned with a lead is about its contact and its deal from then on, and about its account: their
 * timelines begin where the lead's ends, and its next step is theirs. Of a thousand it is as quick as of one.
 */
function pastOf(id: string, goesTo: readonly string[], read: Reader): RecordValues[] {
  return rowsPointingAt(read, 'activity', 'about', { entity: 'lead', id }).map((activity) => ({
    entity: 'activity',
    id: activity.id,
    create: false,
    values: {
      about: [...new Set([...(activity['about'] as readonly string[]), ...goesTo])].toSorted(),
    },
  }));
}

/** Where the deal of a lead that somebody thought worth converting begins, as long as the team has such a stage. */
const QUALIFIED = 'Qualification';

/** Else the first open stage of the default pipeline. */
function firstStage(read: Reader): string {
  const deal = read.entities?.().find(({ name }) => name === 'deal');
  const staged = deal === undefined ? undefined : stagedFieldOf(deal);
  if (staged === undefined) return QUALIFIED;
  const stages = stagesOf(staged.field, undefined);
  const begin =
    stages.find(({ value, outcome }) => value === QUALIFIED && outcome === 'open') ??
    stages.find(({ outcome }) => outcome === 'open');
  return begin?.value ?? QUALIFIED;
}

/**
 * Ids follow from the lead's, so two desktops that convert one lead offline converge on one account, one contact and
 * one deal. What is there already can be chosen instead of a new one; of an account of which nothing is said, one that
 * goes by the company's name is taken.
 */
export const convertLead = defineCommand({
  name: CONVERT,
  input: z.strictObject({
    lead: z.uuid(),
    /** What its account, contact and deal need besides, by the kind of record. */
    said: z
      .partialRecord(z.enum(['account', 'contact', 'deal']), z.record(z.string().max(40), z.json()))
      .optional(),
    /** Which existing record it becomes; null: a new one. */
    onto: z.partialRecord(z.enum(JOINABLE), z.uuid().nullable()).optional(),
  }),
  plan({ lead: id, said = {}, onto = {} }, { read, now, actor }) {
    const lead = read.get('lead', id) as Lead | undefined;
    if (lead === undefined || lead.convertedAt !== undefined) {
      return fail({
        code: lead === undefined ? 'record-gone' : 'already-converted',
        message:
          lead === undefined ? 'This lead no longer exists.' : 'This lead is converted already.',
        remedy: 'Its account, contact and deal are linked from it; undo takes a conversion back.',
        record: `lead/${id}`,
      });
    }
    const name = [lead.firstName, lead.lastName].filter(Boolean).join(' ');
    const company = lead.company ?? name;
    const chosen = {
      account: onto.account ?? sameName(company, onto.account, read),
      contact: onto.contact,
    };
    const owner = lead.owner ?? actor;
    const made = madeOf(lead, owner);
    const joined: Record<string, string> = {};
    const records: RecordValues[] = [];
    const ids: Record<Joinable, string> = {
      account: chosen.account ?? newRecordOf(id, 'account'),
      contact: chosen.contact ?? newRecordOf(id, 'contact'),
    };
    for (const entity of JOINABLE) {
      const values =
        entity === 'contact' ? { ...made.contact, account: ids.account } : made[entity];
      if (typeof chosen[entity] !== 'string') {
        records.push({
          entity,
          id: ids[entity],
          create: true,
          values: { ...values, ...said[entity] },
        });
        continue;
      }
      const existing = read.get(entity, ids[entity]);
      if (existing === undefined || existing.archivedAt !== undefined)
        return fail(notToJoin(entity, existing));
      joined[JOINED_FIELD[entity]] = existing.id;
      const filled = fillsOf(entity, existing, values);
      if (Object.keys(filled).length > 0)
        records.push({ entity, id: existing.id, create: false, values: filled });
    }
    const { account, contact } = ids;
    const deal = derivedId('lead', id, 'deal');
    records.push(
      {
        entity: 'deal',
        id: deal,
        create: true,
        values: {
          name: `${company} – new business`,
          account,
          contacts: [{ id: 'lead', contact }],
          stage: { stage: firstStage(read), rank: UNPLACED_RANK },
          type: 'New Business',
          source: lead.source,
          campaign: lead.campaign,
          description: lead.description,
          owner,
          ...said.deal,
        },
      },
      {
        entity: 'lead',
        id,
        create: false,
        values: {
          status: 'Converted',
          convertedAt: now,
          convertedAccount: account,
          convertedContact: contact,
          convertedDeal: deal,
          ...joined,
        },
      },
    );
    const lacking = lackingIn(records, read);
    if (lacking !== null) return fail(lacking);
    const goesTo = [`account/${account}`, `contact/${contact}`, `deal/${deal}`];
    records.push(...pastOf(id, goesTo, read));
    return ok({ records, label: `Convert ${name}` });
  },
});

/** Asked only where nothing was said. */
function sameName(
  company: string,
  said: string | null | undefined,
  read: Reader,
): string | undefined {
  if (said !== undefined) return undefined;
  for (const account of read.all('account'))
    if (account.archivedAt === undefined && isNamed(account, company)) return account.id;
  return undefined;
}

function isNamed(account: AnyRow, company: string): boolean {
  return fold(String(account['name'])) === fold(company);
}

function notToJoin(entity: Joinable, existing: AnyRow | undefined): Problem {
  return {
    code: existing === undefined ? 'record-gone' : 'record-archived',
    message: `The ${entity} that was chosen is ${existing === undefined ? 'no longer here' : 'in the archive'}.`,
    remedy: 'Convert again, and choose another one or a new one.',
    ...(existing === undefined ? {} : { record: `${entity}/${existing.id}` }),
  };
}

/** Who converts makes records by hand: what the team requires of them, and the stage of the deal, is asked for. */
function lackingIn(records: readonly RecordValues[], read: Reader): Problem | null {
  const words: string[] = [];
  const needs = records.flatMap(({ entity: name, values, create }) => {
    const entity = create ? read.entities?.().find((one) => one.name === name) : undefined;
    if (entity === undefined) return [];
    const staged = stagedFieldOf(entity);
    const stage =
      staged === undefined ? undefined : stageOptionOf(staged.field, values[staged.key]);
    const fields = [...new Set([...missingByHand(entity, values), ...missingFor(stage, values)])];
    if (fields.length === 0) return [];
    const labels = fields.map((key) => `“${entity.fields[key]?.label ?? key}”`).join(', ');
    const kind = entity.label.one.toLowerCase();
    words.push(
      stage === undefined
        ? `The ${kind} needs ${labels}.`
        : `The ${kind} in ${stage.label} needs ${labels}.`,
    );
    return [{ entity: name, fields }];
  });
  if (needs.length === 0) return null;
  return {
    code: 'required-field-missing',
    message: words.join(' '),
    remedy: 'Fill in what is missing and convert again.',
    needs,
  };
}

export const convertAction: RecordAction = {
  command: CONVERT,
  label: 'Convert',
  icon: 'arrows-join',
  isOffered: (row) => row['convertedAt'] === undefined && row.archivedAt === undefined,
  input: (row) => ({ lead: row.id }),
  asks: { entity: 'deal', input: (row, said) => ({ lead: row.id, said }) },
  joins: {
    makes: recognisedBy,
    newId: (row, entity) => (isJoinable(entity) ? newRecordOf(row.id, entity) : ''),
    isCertain: (entity, made, existing) =>
      sharesEmail(made, existing) ||
      (entity === 'account' && isNamed(existing, made['name'] as string)),
    fills: (entity, existing, made) => (isJoinable(entity) ? fillsOf(entity, existing, made) : {}),
    belongsTo: { contact: { field: 'account', entity: 'account' } },
    input: (input, onto) => ({ ...(input as object), onto }),
  },
  said: (title) => `${title} converted`,
  opens: 'deal',
};

function isJoinable(entity: string): entity is Joinable {
  return JOINABLE.some((one) => one === entity);
}
