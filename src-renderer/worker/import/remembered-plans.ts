/**
 * How a file was read the last time, by its headers. It is a record of the workspace: what one person has sorted out,
 * the others need not. It is written with the import that it belongs to, and taken back with it.
 */
import * as z from 'zod';
import {
  importPlanSchema,
  type ImportPlan,
  type ImportReading,
} from '../../../crm/contracts/rpc/import.rpc.ts';
import { headerKey } from '../../../crm/kernel/derive.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { LONG_TEXT_MAX_CHARS } from '../../../crm/kernel/fields/long-text.field.ts';
import { TEXT_MAX_CHARS } from '../../../crm/kernel/fields/text.field.ts';
import { derivedId } from '../../../crm/kernel/ids.ts';
import { isImportable } from '../../../crm/kernel/importing.ts';
import type { Engine, RecordInput } from '../engine/engine-api.ts';

const ENTITY = 'importMapping';

const rememberedSchema = importPlanSchema.omit({ importId: true, reading: true }).extend({
  reading: importPlanSchema.shape.reading.pick({ dateOrder: true, decimal: true }),
  /** The format's key; null for none. */
  format: z.string().nullable(),
});
export type RememberedPlan = z.infer<typeof rememberedSchema>;

function idFor(headers: readonly string[]): string {
  return derivedId('import-mapping', ...headers.map(headerKey));
}

/** undefined: such a file was never read here, or it is to be forgotten. */
export function rememberedPlan(
  engine: Pick<Engine, 'get'>,
  headers: readonly string[],
): RememberedPlan | undefined {
  const row = engine.get(ENTITY, idFor(headers));
  const text = row?.['plan'];
  if (typeof text !== 'string' || row?.archivedAt !== undefined) return undefined;
  try {
    const parsed = rememberedSchema.safeParse(JSON.parse(text));
    return parsed.success && parsed.data.mapping.length === headers.length
      ? parsed.data
      : undefined;
  } catch {
    return undefined; // A newer version writes it in another way.
  }
}

type Part = Pick<ImportPlan, 'entity' | 'mapping' | 'keyField'>;

/** The guess, with what was chosen the last time. `reading`: what the person says now. */
export function asLastTime(
  guess: ImportPlan,
  known: RememberedPlan,
  reading: { readonly [Part in keyof ImportReading]?: ImportReading[Part] | undefined },
  entityNamed: (name: string) => EntityDef | undefined,
): ImportPlan {
  const { dateOrder = known.reading.dateOrder, decimal = known.reading.decimal } = reading;
  // A field of the team's own may be gone since.
  const fitting = <One extends Part>(part: One): One => {
    const fields = entityNamed(part.entity)?.fields ?? {};
    const mapping = part.mapping.map((key) => {
      const field = key === null ? undefined : fields[key];
      return field !== undefined && isImportable(field) ? key : null;
    });
    const { keyField } = part;
    return { ...part, mapping, keyField: mapping.includes(keyField) ? keyField : null };
  };
  const { mapping, keyField } = fitting(known);
  return {
    ...guess,
    mapping,
    keyField,
    also: known.also.filter((part) => entityNamed(part.entity) !== undefined).map(fitting),
    corrections: known.corrections,
    createMissing: known.createMissing,
    reading: { ...guess.reading, dateOrder, decimal },
  };
}

export function asRemembered(plan: ImportPlan, format: string | null): RememberedPlan {
  const { entity, reading, mapping, keyField, also, corrections, createMissing } = plan;
  const { dateOrder, decimal } = reading;
  return {
    entity,
    format,
    reading: { dateOrder, decimal },
    mapping,
    keyField,
    also,
    corrections: Object.fromEntries(
      Object.entries(corrections).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ),
    createMissing: createMissing.toSorted((a, b) => (a < b ? -1 : 1)),
  };
}

/** What to write; undefined when it is known already, is what would be guessed anyway, or is too long to keep. */
export function recordToRemember(
  engine: Pick<Engine, 'get'>,
  headers: readonly string[],
  fileName: string,
  plan: RememberedPlan,
  guessed: RememberedPlan | undefined,
): RecordInput | undefined {
  const text = JSON.stringify(plan);
  const before = engine.get(ENTITY, idFor(headers));
  const known = before?.archivedAt === undefined ? before?.['plan'] : undefined;
  const isGuess = guessed !== undefined && JSON.stringify(guessed) === text;
  if (text === known || (known === undefined && isGuess) || text.length > LONG_TEXT_MAX_CHARS)
    return undefined;
  return {
    entity: ENTITY,
    id: idFor(headers),
    values: { name: fileName.slice(0, TEXT_MAX_CHARS), target: plan.entity, plan: text },
    create: before === undefined,
    ...(before?.archivedAt === undefined ? {} : { archived: false }),
    trusted: true,
  };
}
