/** Folding: the journal's updates move into the packs, so that a start stays fast and the journal short. */
import { docName, parseDocName, type DocName } from '../../../crm/kernel/ids.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { ok, type Result } from '../../../crm/kernel/result.ts';
import type { Core } from './core.ts';

/** A start replays at most about this much. */
const FOLD_AFTER = { entries: 2000, bytes: 8 * 1024 * 1024 };
/** Documents folded in one commit: a slice of tens of milliseconds, between which other turns run. */
const SLICE_DOCS = 1024;

export function needsFold({ journalSize, deps }: Core): boolean {
  const { entries, bytes } = deps.foldAfter ?? FOLD_AFTER;
  return journalSize.entries > entries || journalSize.bytes > bytes;
}

/**
 * Folds everything that the journal holds when it is called. Slices may be interleaved with other turns: a document
 * that is written again meanwhile is folded again, and the journal is only cut up to where every document is folded.
 */
export async function fold(core: Core): Promise<Result<null>> {
  const { documents } = core;
  const waiting = new Set<DocName>();
  for (;;) {
    const done = await core.turn(async (): Promise<Result<'more' | 'done'>> => {
      const names = documents.unfolded().filter((name) => !waiting.has(name));
      const slice = names.slice(0, SLICE_DOCS);
      const { packs, left, committed } = await documents.fold(
        slice,
        (name) => rowOf(core, name),
        (name) => core.recentHistory.get(name) ?? [],
      );
      for (const name of left) waiting.add(name);
      const isLast = slice.length === names.length;
      // The journal holds all that there is of a document whose pack is damaged: it stays until that is whole again.
      const cuts = isLast && waiting.size === 0;
      const result = await core.commit({
        packs,
        ...(cuts
          ? { journalRemoveUpTo: core.journalHead(), meta: { acts: core.acts.save() } }
          : {}),
      });
      if (!result.ok) return result;
      committed();
      for (const name of slice) if (!waiting.has(name)) core.recentHistory.delete(name);
      if (isLast) core.journalSize = { entries: 0, bytes: 0 };
      return ok(isLast ? 'done' : 'more');
    });
    if (!done.ok) return done;
    if (done.value === 'done') return ok(null);
  }
}

function rowOf(core: Core, name: DocName): AnyRow | undefined {
  const address = parseDocName(name);
  if (address === null || address.part === 'body') return undefined;
  const row = core.deps.rows.get(address.entity, address.id);
  return row !== undefined && docName(row.entity, row.id) === name ? row : undefined;
}
