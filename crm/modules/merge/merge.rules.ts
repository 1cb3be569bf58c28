/** Merging records, taking merges apart, and saying that two records are not one. */
import * as z from 'zod';
import {
  defineCommand,
  type CommandDef,
  type Reader,
  type RecordValues,
} from '../../kernel/command.ts';
import { titleOf } from '../../kernel/derive.ts';
import type { EntityDef } from '../../kernel/entity.ts';
import { derivedId } from '../../kernel/ids.ts';
import { fail, ok } from '../../kernel/result.ts';
import { planMerge } from './merging.ts';
import { nextSettling } from './settling.ts';
import { planUnmerge } from './unmerging.ts';

/** More at once cannot be looked at side by side. */
const MERGE_MAX_RECORDS = 10;
/** A cluster of duplicates: 20 records are 190 pairs. */
const DISTINCT_MAX_RECORDS = 20;

export const mergeInputSchema = z.strictObject({
  entity: z.string().max(40),
  survivor: z.uuid(),
  losers: z.array(z.uuid()).min(1).max(MERGE_MAX_RECORDS).readonly(),
  /** Field → id of the record whose value is taken. */
  take: z.record(z.string().max(40), z.uuid()),
});

export const unmergeInputSchema = z.strictObject({ entity: z.string().max(40), loser: z.uuid() });

/** `builtIn` counts only where the reader knows of no others. */
export function mergeCommands(builtIn: () => readonly EntityDef[]): readonly CommandDef[] {
  const entitiesOf = (read: Reader): readonly EntityDef[] => read.entities?.() ?? builtIn();
  return [
    defineCommand({
      name: 'records.merge',
      input: mergeInputSchema,
      plan: (input, { read }) => planMerge(entitiesOf(read), read, input),
    }),
    defineCommand({
      name: 'records.unmerge',
      input: unmergeInputSchema,
      plan: (input, { read }) => planUnmerge(entitiesOf(read), read, input),
    }),
    defineCommand({
      name: 'merges.settle',
      input: z.strictObject({}),
      plan(_input, { read }) {
        const next = nextSettling(entitiesOf(read), read);
        return next === undefined
          ? fail({
              code: 'nothing-to-settle',
              message: 'All merges are settled.',
              remedy: 'Nothing needs to be done.',
            })
          : ok(next);
      },
    }),
    defineCommand({
      name: 'records.areDistinct',
      input: z.strictObject({
        entity: z.string().max(40),
        ids: z.array(z.uuid()).min(2).max(DISTINCT_MAX_RECORDS).readonly(),
      }),
      plan({ entity: of, ids }, { read }) {
        const entity = entitiesOf(read).find(({ name }) => name === of);
        const nameOf = (id: string): string => {
          const row = read.get(of, id);
          return entity === undefined || row === undefined ? id : titleOf(entity, row);
        };
        const records: RecordValues[] = [];
        const sorted = [...new Set(ids)].toSorted();
        for (const [index, first] of sorted.entries()) {
          for (const second of sorted.slice(index + 1)) {
            const name = `${nameOf(first)} and ${nameOf(second)}`.slice(0, 500);
            records.push({
              entity: 'notDuplicate',
              id: distinctId(of, first, second),
              create: true,
              values: { name, of, first, second },
            });
          }
        }
        return ok({
          records,
          label: `Not duplicates: ${sorted.map(nameOf).join(', ')}`.slice(0, 300),
        });
      },
    }),
  ];
}

/** `first` is the smaller id. */
export function distinctId(of: string, first: string, second: string): string {
  return derivedId('notDuplicate', of, first, second);
}
