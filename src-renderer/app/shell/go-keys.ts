/** `g` and then one letter of its name leads to a module: the first one, unless an earlier module has that. */
import type { ModuleDef } from '../../../crm/kernel/command.ts';
import { isCustomKey } from '../../../crm/kernel/custom/custom-keys.ts';

/** My tasks and the calendar are no modules. */
export const tasksKey = 'm';
export const calendarKey = 'r';
/** Nor is the service desk. */
export const deskKey = 's';
/** Nor is the inbox. */
export const inboxKey = 'n';
/** Nor are the reminders behind the bell. */
export const remindersKey = 'b';

const assigned = new WeakMap<readonly ModuleDef[], Readonly<Record<string, string>>>();

/** By entity name. What was built in comes first, so that a new object takes no letter from it. */
export function goKeys(workModules: readonly ModuleDef[]): Readonly<Record<string, string>> {
  let keys = assigned.get(workModules);
  if (keys === undefined) assigned.set(workModules, (keys = assignKeys(workModules)));
  return keys;
}

function assignKeys(workModules: readonly ModuleDef[]): Readonly<Record<string, string>> {
  const owners = new Map<string, string | null>();
  for (const key of [tasksKey, inboxKey, calendarKey, deskKey, remindersKey]) owners.set(key, null);
  const lettersOf = new Map(
    workModules.map(({ entity }) => [
      entity.name,
      [...new Set(entity.label.many.toLowerCase().match(/[a-z]/g) ?? [])],
    ]),
  );
  /** The first of its letters that is free, or that its owner can change for another one. */
  const take = (name: string, tried: Set<string>): boolean => {
    const letters = lettersOf.get(name) ?? [];
    const free = letters.find((letter) => !owners.has(letter));
    const letter =
      free ??
      letters.find((one) => {
        const owner = owners.get(one);
        if (typeof owner !== 'string' || tried.has(one) || isCustomKey(name)) return false;
        if (owner === name || lettersOf.get(owner)?.[0] === one) return false;
        tried.add(one);
        return take(owner, tried);
      });
    if (letter !== undefined) owners.set(letter, name);
    return letter !== undefined;
  };
  const names = workModules.map(({ entity }) => entity.name);
  // Its first letter is the one that is guessed: who can have it, has it.
  const later = names.filter((name) => {
    const [first = ''] = lettersOf.get(name) ?? [];
    const isTaken = first === '' || owners.has(first) || isCustomKey(name);
    if (!isTaken) owners.set(first, name);
    return isTaken;
  });
  for (const name of later) take(name, new Set());
  const keys: Record<string, string> = {};
  for (const [letter, name] of owners) if (name !== null) keys[name] = letter;
  return keys;
}
