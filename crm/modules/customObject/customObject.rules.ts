/** Adding, changing, deleting and restoring the team's own kinds of records. */
import * as z from 'zod';
import { generateKeyBetween } from 'fractional-indexing';
import {
  defineCommand,
  type CommandDef,
  type ModuleDef,
  type Reader,
} from '../../kernel/command.ts';
import { CUSTOM_OBJECTS_MAX } from '../../kernel/custom/definition.ts';
import { fail, ok, type Problem, type Result } from '../../kernel/result.ts';
import { fold } from '../../kernel/text-folding.ts';
import type { CustomObject } from './customObject.entity.ts';

const name = z.string().trim().min(1).max(40);
const input = z.strictObject({
  /** Absent: a new object. */
  id: z.uuid().optional(),
  one: name,
  many: name,
  icon: z.string().max(40).optional(),
  titleLabel: z.string().trim().min(1).max(80).optional(),
});

function live(read: Reader): readonly CustomObject[] {
  return ([...read.all('customObject')] as CustomObject[]).filter(
    ({ deletedAt }) => deletedAt === undefined,
  );
}

/** Two kinds of records with one name could not be told apart in the navigation or in a file. */
function nameTaken(
  builtIn: readonly ModuleDef[],
  read: Reader,
  id: string,
  names: readonly string[],
): Problem | undefined {
  const taken = new Set<string>();
  for (const { entity } of builtIn) taken.add(fold(entity.label.one)).add(fold(entity.label.many));
  for (const other of live(read)) {
    if (other.id !== id) taken.add(fold(other.one ?? '')).add(fold(other.many ?? ''));
  }
  const clash = names.find((one) => taken.has(fold(one)));
  return clash === undefined
    ? undefined
    : {
        code: 'name-taken',
        message: `There is a kind of record called “${clash}” already.`,
        remedy: 'Choose another name.',
      };
}

function gone(): Result<never> {
  return fail({
    code: 'record-gone',
    message: 'This object no longer exists.',
    remedy: 'Undo brings it back.',
  });
}

export function customObjectCommands(builtIn: () => readonly ModuleDef[]): readonly CommandDef[] {
  const save = defineCommand({
    name: 'customObject.save',
    input,
    plan({ id: given, ...values }, { read, newId }) {
      const id = given ?? newId();
      const clash = nameTaken(builtIn(), read, id, [values.one, values.many]);
      if (clash !== undefined) return fail(clash);
      const before = read.get('customObject', id);
      const others = live(read);
      if (before === undefined && others.length >= CUSTOM_OBJECTS_MAX) {
        return fail({
          code: 'too-many-objects',
          message: `A workspace holds at most ${CUSTOM_OBJECTS_MAX} custom objects.`,
          remedy: 'Delete one that is no longer used.',
        });
      }
      const last = others
        .map(({ place = '' }) => place)
        .toSorted()
        .at(-1);
      const placed =
        before === undefined
          ? { place: generateKeyBetween(last === '' ? null : (last ?? null), null) }
          : {};
      return ok({
        records: [
          {
            entity: 'customObject',
            id,
            create: before === undefined,
            values: { ...values, ...placed },
          },
        ],
        label: before === undefined ? `Add ${values.many}` : `Change ${values.many}`,
      });
    },
  });

  const setDeleted = (deleted: boolean): CommandDef =>
    defineCommand({
      name: deleted ? 'customObject.delete' : 'customObject.restore',
      input: z.strictObject({ id: z.uuid() }),
      plan({ id }, { read, now }) {
        const object = read.get('customObject', id) as CustomObject | undefined;
        if (object === undefined) return gone();
        const { one = '', many = '' } = object;
        const clash = deleted ? undefined : nameTaken(builtIn(), read, id, [one, many]);
        if (clash !== undefined) return fail(clash);
        return ok({
          records: [
            {
              entity: 'customObject',
              id,
              create: false,
              values: { deletedAt: deleted ? now : null },
            },
          ],
          label: `${deleted ? 'Delete' : 'Restore'} ${many}`,
        });
      },
    });

  return [save, setDeleted(true), setDeleted(false)];
}
