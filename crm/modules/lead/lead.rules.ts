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
import { fold } from '../../kernel/text-folding.ts';
import type { Lead } from './lead.entity.ts';

const CONVERT = 'lead.convert';

/** What goes over to the contact as it is. */
const CARRIED = [
  'firstName',
  'lastName',
  'title',
  'emails',
  'phones',
  'source',
  'owner',
  'tags',
] as const;

/** What was said to a lead before it was converted; more than that comes from a file and stays with the lead. */
const CARRIED_ACTIVITIES_MAX = 1_000;

/**
 * What was said and planned with a lead is about its contact and its deal from then on, and about its account: their
 * timelines begin where the lead's ends, and its next step is theirs.
 */
function pastOf(id: string, goesTo: readonly string[], read: Reader): RecordValues[] {
  const name = `lead/${id}`;
  const records: RecordValues[] = [];
  for (const activity of read.all('activity')) {
    const about = activity['about'] as readonly string[] | undefined;
    if (about?.includes(name) !== true || records.length >= CARRIED_ACTIVITIES_MAX) continue;
    records.push({
      entity: 'activity',
      id: activity.id,
      create: false,
      values: { about: [...new Set([...about, ...goesTo])].toSorted() },
    });
  }
  return records;
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
 * one deal. An account that goes by the company's name already is taken instead of a new one.
 */
export const convertLead = defineCommand({
  name: CONVERT,
  input: z.strictObject({
    lead: z.uuid(),
    /** What its account, contact and deal need besides, by the kind of record. */
    said: z
      .partialRecord(z.enum(['account', 'contact', 'deal']), z.record(z.string().max(40), z.json()))
      .optional(),
  }),
  plan({ lead: id, said = {} }, { read, now, actor }) {
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
    const taken = [...read.all('account')].find(
      (account) =>
        account.archivedAt === undefined && fold(String(account['name'])) === fold(company),
    );
    const account = taken?.id ?? derivedId('lead', id, 'account');
    const contact = derivedId('lead', id, 'contact');
    const deal = derivedId('lead', id, 'deal');
    const owner = lead.owner ?? actor;
    const carried = Object.fromEntries(CARRIED.map((key) => [key, lead[key]]));
    const records: RecordValues[] = [
      {
        entity: 'contact',
        id: contact,
        create: true,
        values: { ...carried, owner, account, ...said.contact },
      },
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
        },
      },
    ];
    if (taken === undefined) {
      const values = {
        name: company,
        owner,
        type: 'Prospect',
        territory: lead.territory,
        billingAddress: lead.address,
        ...said.account,
      };
      records.unshift({ entity: 'account', id: account, create: true, values });
    }
    const lacking = lackingIn(records, read);
    if (lacking !== null) return fail(lacking);
    const goesTo = [`account/${account}`, `contact/${contact}`, `deal/${deal}`];
    records.push(...pastOf(id, goesTo, read));
    return ok({ records, label: `Convert ${name}` });
  },
});

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
  said: (title) => `${title} converted`,
  opens: 'deal',
};
