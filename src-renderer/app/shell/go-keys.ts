/** `g` and then one letter leads to a module: the first letter of its name that no earlier one has taken. */
import { workModules } from '../../../crm/modules/registry.ts';

/** My tasks are no module. */
export const tasksKey = 'm';

function assignKeys(): Readonly<Record<string, string>> {
  const taken = new Set<string>([tasksKey]);
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

/** By entity name. */
export const goKeys = assignKeys();
