/** `g` and then one letter leads to a module: the first letter of its name that no earlier one has taken. */
import type { ModuleDef } from '../../../crm/kernel/command.ts';

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
  const taken = new Set<string>([tasksKey, inboxKey, calendarKey, deskKey, remindersKey]);
  const keys: Record<string, string> = {};
  for (const { entity } of workModules) {
    const letter = Array.from(entity.label.many.toLowerCase()).find(
      (char) => /[a-z]/.test(char) && !taken.has(char),
    );
    if (letter === undefined) continue;
    taken.add(letter);
    keys[entity.name] = letter;
  }
  return keys;
}
