/** Adding, changing, moving, deleting and restoring the team's own fields. */
import * as z from 'zod';
import { generateKeyBetween } from 'fractional-indexing';
import {
  defineCommand,
  type CommandDef,
  type ModuleDef,
  type Reader,
  type WriteRule,
} from '../../kernel/command.ts';
import { circleThrough } from '../../kernel/custom/circles.ts';
import {
  CUSTOM_FIELDS_MAX,
  inPlace,
  optionsOfDefinition,
  type FieldDefinition,
} from '../../kernel/custom/definition.ts';
import { derivedId } from '../../kernel/ids.ts';
import { fail, ok, type Problem } from '../../kernel/result.ts';
import { fold } from '../../kernel/text-folding.ts';
import { FIELD_TYPES } from './customField.entity.ts';
import { problemOfFormula } from './formula.ts';

/** A list longer than this is a kind of record: an object and a link. */
const OPTIONS_MAX = 200;

const optional = (maxChars: number) => z.string().trim().max(maxChars).nullable().optional();
const optionInput = z.strictObject({
  /** Absent: a new one. */
  value: z.string().min(1).max(120).optional(),
  label: z.string().trim().min(1).max(120),
  color: z.string().max(20).optional(),
});
const saveInput = z.strictObject({
  /** Absent: a new field. */
  id: z.uuid().optional(),
  on: z.string().min(1).max(40),
  label: z.string().trim().min(1).max(80),
  type: z.enum(FIELD_TYPES.map(({ value }) => value)),
  help: optional(200),
  section: optional(80),
  required: z.boolean().optional(),
  search: z.boolean().optional(),
  listed: z.boolean().optional(),
  options: z.array(optionInput).max(OPTIONS_MAX).optional(),
  to: optional(40),
  backLabel: optional(80),
  expression: optional(2000),
  result: optional(20),
  currency: optional(3),
  over: optional(120),
  measure: optional(20),
  measured: optional(120),
  filter: optional(10_000),
});

function live(read: Reader, on: string): readonly FieldDefinition[] {
  return inPlace(
    ([...read.all('customField')] as FieldDefinition[]).filter(
      (field) => field.on === on && field.deletedAt === undefined,
    ),
  );
}

/** Choices as child rows. A new one's id follows from its word: two desktops that add it at once add it once. */
function optionRows(id: string, options: readonly z.infer<typeof optionInput>[]) {
  let place: string | null = null;
  const seen = new Set<string>();
  return options.flatMap(({ value, label, color }) => {
    const stored = value ?? label;
    const row = derivedId('option', id, fold(stored));
    if (seen.has(row)) return [];
    seen.add(row);
    place = generateKeyBetween(place, null);
    return [{ id: row, value: stored, label, place, ...(color === undefined ? {} : { color }) }];
  });
}

function presentValues(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      value === '' || value === false ? null : value,
    ]),
  );
}

const gone: Problem = {
  code: 'record-gone',
  message: 'This field no longer exists.',
  remedy: 'Undo brings it back.',
};

function labelTaken(
  builtIn: readonly ModuleDef[],
  read: Reader,
  { id, on, label }: { readonly id: string; readonly on: string; readonly label: string },
): Problem | undefined {
  const entity = builtIn.find((module) => module.entity.name === on)?.entity;
  const labels = [
    ...Object.values(entity?.fields ?? {}).map((field) => field.label),
    ...live(read, on).flatMap((field) => (field.id === id ? [] : [field.label ?? ''])),
  ];
  return labels.some((other) => fold(other) === fold(label))
    ? {
        code: 'label-taken',
        message: `There is a field called “${label}” already.`,
        remedy: 'Choose another label: two fields of one name could not be told apart.',
        fields: ['label'],
      }
    : undefined;
}

export function customFieldCommands(builtIn: () => readonly ModuleDef[]): readonly CommandDef[] {
  const save = defineCommand({
    name: 'customField.save',
    input: saveInput,
    plan({ id: given, options, ...values }, { read, newId }) {
      const id = given ?? newId();
      const clash = labelTaken(builtIn(), read, { id, ...values });
      if (clash !== undefined) return fail(clash);
      const before = read.get('customField', id);
      const others = live(read, values.on);
      if (before === undefined && others.length >= CUSTOM_FIELDS_MAX) {
        return fail({
          code: 'too-many-fields',
          message: `A kind of record has at most ${CUSTOM_FIELDS_MAX} custom fields.`,
          remedy: 'Delete one that is no longer used.',
        });
      }
      const place =
        before === undefined
          ? { place: generateKeyBetween(others.at(-1)?.place ?? null, null) }
          : {};
      return ok({
        records: [
          {
            entity: 'customField',
            id,
            create: before === undefined,
            values: {
              ...presentValues(values),
              ...place,
              ...(options === undefined ? {} : { options: optionRows(id, options) }),
            },
          },
        ],
        label:
          before === undefined
            ? `Add the field “${values.label}”`
            : `Change the field “${values.label}”`,
      });
    },
  });

  const setDeleted = (deleted: boolean): CommandDef =>
    defineCommand({
      name: deleted ? 'customField.delete' : 'customField.restore',
      input: z.strictObject({ id: z.uuid() }),
      plan({ id }, { read, now }) {
        const field = read.get('customField', id) as FieldDefinition | undefined;
        if (field === undefined) return fail(gone);
        const { on = '', label = '' } = field;
        const clash = deleted ? undefined : labelTaken(builtIn(), read, { id, on, label });
        if (clash !== undefined) return fail(clash);
        return ok({
          records: [
            {
              entity: 'customField',
              id,
              create: false,
              values: { deletedAt: deleted ? now : null },
            },
          ],
          label: `${deleted ? 'Delete' : 'Restore'} the field “${label}”`,
        });
      },
    });

  const move = defineCommand({
    name: 'customField.move',
    input: z.strictObject({ id: z.uuid(), by: z.union([z.literal(-1), z.literal(1)]) }),
    plan({ id, by }, { read }) {
      const field = read.get('customField', id) as FieldDefinition | undefined;
      if (field === undefined) return fail(gone);
      const others = live(read, field.on ?? '');
      const from = others.findIndex((other) => other.id === id);
      const rest = others.filter((other) => other.id !== id);
      const to = Math.min(Math.max(from + by, 0), rest.length);
      const [before, after] = [rest[to - 1]?.place ?? null, rest[to]?.place ?? null];
      // Two that were added at once have one place: between them there is no room.
      const place = generateKeyBetween(
        before,
        before !== null && after !== null && before >= after ? null : after,
      );
      return ok({
        records: [{ entity: 'customField', id, create: false, values: { place } }],
        label: `Move the field “${field.label ?? ''}”`,
      });
    },
  });

  return [save, setDeleted(true), setDeleted(false), move];
}

/** Holds whichever command writes: what a field is made of never changes, and no formula needs itself. */
export function customFieldOnWrite(builtIn: () => readonly ModuleDef[]): WriteRule {
  return (before, patch, { read }) => {
    const was = before as FieldDefinition | undefined;
    const next = { ...was, ...withoutNulls(patch) } as FieldDefinition;
    for (const key of ['type', 'on', 'to', 'result'] as const) {
      if (was !== undefined && key in patch && (patch[key] ?? undefined) !== was[key]) {
        return {
          ok: false,
          problem: {
            code: 'field-type-fixed',
            message: `What kind of field “${was.label ?? ''}” is cannot change: its values would not fit.`,
            remedy: 'Add another field, and delete this one.',
            fields: [key],
          },
        };
      }
    }
    const spelt = optionsOfDefinition(next.options).map(({ label }) => fold(label));
    if (new Set(spelt).size !== spelt.length) {
      return {
        ok: false,
        problem: {
          code: 'choice-twice',
          message: 'Two choices are spelt alike.',
          remedy: 'Give each choice a word of its own.',
          fields: ['options'],
        },
      };
    }
    if (next.type !== 'formula' && next.type !== 'rollUp') return { ok: true, patch };
    const fields = [...read.all('customField')] as FieldDefinition[];
    // Nothing can name a field that is only being added.
    const circle = was === undefined ? undefined : circleThrough(builtIn(), fields, next);
    if (circle !== undefined) {
      return {
        ok: false,
        problem: {
          code: 'formula-needs-itself',
          message: `This field would need itself: ${circle.join(' → ')}.`,
          remedy: 'Take one of these fields out of the formula.',
          fields: ['expression'],
        },
      };
    }
    const reason = next.type === 'formula' ? problemOfFormula(next.expression ?? '') : undefined;
    return reason === undefined
      ? { ok: true, patch }
      : {
          ok: false,
          problem: {
            code: 'formula-unreadable',
            message: `The formula cannot be read: ${reason}.`,
            remedy: 'Correct it, and save again.',
            fields: ['expression'],
          },
        };
  };
}

function withoutNulls(patch: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(patch).map(([key, value]) => [key, value ?? undefined]));
}
