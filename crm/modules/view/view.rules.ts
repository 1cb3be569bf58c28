/** A view belongs to whoever made it; while it is private nobody else changes it. */
import type { WriteRule } from '../../kernel/command.ts';
import { fail } from '../../kernel/result.ts';
import { unreadablePart } from './view-content.ts';
import { view } from './view.entity.ts';

export const viewOnWrite: WriteRule = (before, patch, { actor }) => {
  if (before !== undefined && before['shared'] !== true && isOfAnother(before['owner'], actor)) {
    return fail({
      code: 'private-view',
      message: `“${String(before['name'])}” is a private view of somebody else.`,
      remedy: 'Ask them to share it, or save a view of your own.',
      record: `view/${before.id}`,
    });
  }
  const unreadable = unreadablePart(view, patch);
  if (unreadable !== undefined) {
    return fail({
      code: 'malformed-view',
      message: `The view’s ${unreadable.toLowerCase()} cannot be read.`,
      remedy: 'Set it in the list and save the view again.',
    });
  }
  const owned = before === undefined && patch['owner'] === undefined;
  return { ok: true, patch: owned ? { ...patch, owner: actor } : patch };
};

function isOfAnother(owner: unknown, actor: string): boolean {
  return typeof owner === 'string' && owner !== actor;
}
