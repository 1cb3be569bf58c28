import * as z from 'zod';
import type { FieldKind } from '../field-kind.ts';
import { choiceOperators } from '../operators.ts';
import { labelOf, matchOption, type Option } from './option-matching.ts';

/**
 * A place on a board: the stage and the rank within it as one value, so that two people dragging one card
 * never leave it with the stage of one and the rank of the other. Ranks are fractional indexes; ties break on id.
 */
export interface StageValue {
  readonly stage: string;
  readonly rank: string;
}

export interface StageOption extends Option {
  /** Chance of success in per cent. */
  readonly probability: number;
  readonly outcome: 'open' | 'won' | 'lost';
  /** Fields without which nobody moves a record here by hand. */
  readonly requires?: readonly string[];
  /** Fields that are offered together with those. */
  readonly asks?: readonly string[];
  /** Which pipeline it is a stage of; absent while there is only the one that is built in. */
  readonly pipeline?: string;
  /** Its name with that of its pipeline, where an earlier pipeline has a stage of the same name. */
  readonly qualified?: string;
}

/** Besides the stages: which fields of the same entity say how a record is getting on. */
interface StageOptions {
  readonly options: readonly StageOption[];
  /** Stages that were removed: their records still have a name to show. */
  readonly former?: readonly StageOption[];
  /** Choice: the pipeline, which follows from the stage. Its first option is the one that is built in. */
  readonly pipeline?: string;
  /** Money: what it is worth. */
  readonly worth?: string;
  /** Percentage: its own chance of success, which goes before its stage's. */
  readonly chance?: string;
  /** Text: what is to be done next. */
  readonly nextStep?: string;
  /** Date: when it should be decided. */
  readonly due?: string;
  /** Date and time: when it came into its stage. */
  readonly since?: string;
  /** Date: when it was decided. */
  readonly closed?: string;
  /** Choice: how sure somebody is of it. */
  readonly category?: string;
}

/** The rank of a card that nobody has placed yet. */
export const UNPLACED_RANK = 'a0';

export const stage: FieldKind<StageValue, StageOptions> = {
  encoding: 'scalar',
  icon: 'layout-kanban',
  schema: () =>
    z.strictObject({
      stage: z.string().min(1).max(120),
      rank: z
        .string()
        .min(1)
        .max(200)
        .regex(/^[0-9A-Za-z]+$/),
    }),
  sortKey: (value, { options }) => {
    const index = options.findIndex((option) => option.value === value.stage);
    return index < 0 ? options.length : index;
  },
  parse: (input, { options }) => {
    const match = matchOption(input, options);
    if (match.ok) return { ok: true, value: { stage: match.value, rank: UNPLACED_RANK } };
    return match.offer === undefined
      ? { ok: false, reason: match.reason }
      : { ok: false, reason: match.reason, offer: { stage: match.offer, rank: UNPLACED_RANK } };
  },
  format: (value, { options, former = [] }) => {
    const option = options.find((one) => one.value === value.stage);
    return option?.qualified ?? option?.label ?? labelOf(value.stage, former);
  },
  searchText: () => '',
  operators: choiceOperators((value) => (value as StageValue).stage),
  asked: (value) => value.stage,
  groupKeys: (value) => [value.stage],
};
