/** What finds records by their words, put together: the search, and the articles that may answer a ticket. */
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { Engine } from '../engine/engine-api.ts';
import type { RowStore } from '../rows/row-store.ts';
import { createSearch, type Search } from '../search/search.ts';
import {
  createArticleSuggestions,
  type ArticleSuggestions,
} from '../service/article-suggestions.ts';
import { noteText } from '../workspace-file/note-text.ts';
import type { Platform } from './platform.ts';

export function createFinding({
  engine,
  rows,
  entities,
  platform,
  untilWritten,
}: {
  readonly engine: Pick<Engine, 'hasBody' | 'openBody'>;
  readonly rows: RowStore;
  readonly entities: () => readonly EntityDef[];
  readonly platform: Pick<
    Platform,
    'locale' | 'timeZone' | 'timers' | 'elapsedMs' | 'pause' | 'lull'
  >;
  /** Resolves when no large act is being written. */
  readonly untilWritten: () => Promise<void>;
}): { readonly search: Search; readonly articles: ArticleSuggestions } {
  const { locale, timeZone, timers } = platform;
  const readNote = async (entity: string, id: string): Promise<string> =>
    noteText(await engine.openBody({ entity, id }));
  const search = createSearch({
    rows,
    entities,
    context: () => ({ locale, timeZone, titleOf: rows.titleOf }),
    now: platform.elapsedMs,
    pause: async () => {
      await platform.pause();
      await untilWritten();
    },
    notes: {
      has: (entity, id) => engine.hasBody({ entity, id }),
      read: readNote,
      after: timers.after,
      pause: async () => {
        await platform.pause();
        await platform.lull.wait();
        await untilWritten();
      },
    },
  });
  const articles = createArticleSuggestions({
    get: rows.get,
    titleOf: rows.titleOf,
    table: (entity) => rows.all(entity),
    alike: search.alike,
    search: search.search,
    readNote,
  });
  return { search, articles };
}
