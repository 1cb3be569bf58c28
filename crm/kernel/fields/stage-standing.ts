/** What follows from a record's stage: where its card lies on the board, and what may be expected of it. */
import type { FieldOf } from '../field-kinds.ts';
import type { Money } from './money.field.ts';
import { UNPLACED_RANK, type StageOption, type StageValue } from './stage.field.ts';

/**
 * Orders the cards of a column, compared as text; itself a fractional index. A card that nobody has placed lies
 * where its id says, behind the first rank: so there is room between any two of them, also among the thousands
 * that came with an import, and every desktop sees the same order. The last character keeps it from ending in 0,
 * which no fractional index does.
 */
export function boardPlaceOf({ rank }: StageValue, id: string): string {
  return rank === UNPLACED_RANK ? `${rank}${id.replace(/[^0-9A-Za-z]/g, '')}V` : rank;
}

export function stageOptionOf(
  field: Pick<FieldOf<'stage'>, 'options' | 'former'>,
  value: unknown,
): StageOption | undefined {
  const stage = (value as StageValue | null | undefined)?.stage;
  const same = (option: StageOption): boolean => option.value === stage;
  return field.options.find(same) ?? field.former?.find(same);
}

/**
 * Worth × chance in minor units, not rounded: rounding each of many would move their sum. What is won counts in
 * full and what is lost not at all; nothing is expected of a stage that this version does not know.
 */
export function expectedValueOf(
  field: FieldOf<'stage'>,
  key: string,
  row: Readonly<Record<string, unknown>>,
): Money | undefined {
  const worth = field.worth === undefined ? undefined : (row[field.worth] as Money | undefined);
  const stage = stageOptionOf(field, row[key]);
  if (worth === undefined || stage === undefined) return undefined;
  const own = field.chance === undefined ? undefined : row[field.chance];
  const chance = stage.outcome === 'open' && typeof own === 'number' ? own : stage.probability;
  return { amountMinor: (worth.amountMinor * chance) / 100, currency: worth.currency };
}

/** What counts for a record by its stage as long as nobody says otherwise, by the key of the field. */
export function impliedByStage(
  field: FieldOf<'stage'>,
  key: string,
  row: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const stage = stageOptionOf(field, row[key]);
  if (stage === undefined) return {};
  const { chance, pipeline } = field;
  return {
    ...(chance === undefined ? {} : { [chance]: stage.probability }),
    ...(pipeline === undefined ? {} : { [pipeline]: stage.pipeline }),
  };
}

/** Keys of the fields that have to be filled in before a record with these values may stand in the stage. */
export function missingFor(
  stage: Pick<StageOption, 'requires'> | undefined,
  values: Readonly<Record<string, unknown>>,
): readonly string[] {
  return (stage?.requires ?? []).filter((key) => {
    const value = values[key];
    return value === undefined || value === null || value === '';
  });
}
