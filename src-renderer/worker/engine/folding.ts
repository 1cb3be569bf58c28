/** Folding: the journal's updates move into the packs, so that a start stays fast and the journal short. */
import { docName, parseDocName, type DocName } from '../../../crm/kernel/ids.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { ok, type Result } from '../../../crm/kernel/result.ts';
import { EMPTY_JOURNAL, type Core } from './core.ts';

/** A start replays at most about this much, and the rows of a large act that was made a second before. */
const FOLD_AFTER = { entries: 2000, bytes: 8 * 1024 * 1024 };
/** Documents folded in one commit, some fifteen milliseconds: between two of them other turns run. */
const SLICE_DOCS = 512;

export function needsFold({ journalSize, deps }: Core): boolean {
  const { entries, bytes } = deps.foldAfter ?? FOLD_AFTER;
  return journalSize.entries > entries || journalSize.bytes > bytes || journalSize.rowless > 0;
}

/**
 * Folds everything that the journal holds when it is called. Slices may be interleaved with other turns: a document
 * that is written again meanwhile is folded again, and the journal is only cut up to where every document is folded.
 */
export async function fold(core: Core): Promise<Result<null>> {
  const foldSlice = slices(core);
  for (;;) {
    const done = await core.turn(foldSlice);
    if (!done.ok) return done;
    if (done.value === 'done') return ok(null);
  }
}

/**
 * The same for whoever has the turn: an act that fills the journal makes room in it before it goes on. `between` two
 * slices edits may be let in.
 */
export async function foldWithinTurn(
  core: Core,
  between: () => Promise<void>,
): Promise<Result<null>> {
  const foldSlice = slices(core);
  for (;;) {
    const done = await foldSlice();
    if (!done.ok) return done;
    if (done.value === 'done') return ok(null);
    await core.deps.pause?.();
    await between();
  }
}

function slices(core: Core): () => Promise<Result<'more' | 'done'>> {
  const { documents } = core;
  const waiting = new Set<DocName>();
  return async () => {
    const slice: DocName[] = [];
    let isLast = true;
    for (const name of documents.unfolded()) {
      if (waiting.has(name)) continue;
      if (slice.length === SLICE_DOCS) {
        isLast = false;
        break;
      }
      slice.push(name);
    }
    const { packs, left, committed } = await documents.fold(
      slice,
      (name) => rowOf(core, name),
      (name) => core.recentHistory.get(name) ?? [],
    );
    for (const name of left) waiting.add(name);
    // The journal holds all that there is of a document whose pack is damaged: it stays until that is whole again.
    const cuts = isLast && waiting.size === 0;
    const result = await core.commit({
      packs,
      folds: cuts ? 'all' : 'some',
      ...(cuts ? { journalRemoveUpTo: core.journalHead(), meta: { acts: core.acts.save() } } : {}),
    });
    if (!result.ok) return result;
    committed();
    for (const name of slice) if (!waiting.has(name)) core.recentHistory.delete(name);
    if (isLast) core.journalSize = EMPTY_JOURNAL;
    return ok(isLast ? 'done' : 'more');
  };
}

function rowOf(core: Core, name: DocName): AnyRow | undefined {
  const address = parseDocName(name);
  if (address === null || address.part === 'body') return undefined;
  const row = core.deps.rows.get(address.entity, address.id);
  return row !== undefined && docName(row.entity, row.id) === name ? row : undefined;
}
