/**
 * What others did to records that somebody follows, in the order in which it arrived. How much of it was seen stands in
 * the records of `follow`, as the act up to which it was: so it is the same on all desktops of a person, and can be undone.
 */
import * as z from 'zod';

/** Of one record: older ones stand in its history. */
const ACTS_PER_RECORD = 20;
/** More records than anybody goes through one by one; the longest quiet ones leave first. */
const RECORDS_MAX = 500;

const newsSchema = z.strictObject({
  /** The act in the log. */
  tx: z.string(),
  /** Shared by the parts of a large act; else the act itself. */
  act: z.string(),
  atMs: z.number(),
  actor: z.string(),
  label: z.string(),
  what: z.enum(['created', 'changed', 'archived', 'restored', 'note', 'comment', 'activity']),
  /** Fields that changed, or the record that is about it. */
  names: z.array(z.string()),
  /** Counts what arrived on this desktop. */
  order: z.int(),
});
export type News = z.infer<typeof newsSchema>;

const keptSchema = z.strictObject({
  /** It has been with the others: what came before that is no news. */
  begun: z.boolean(),
  next: z.int(),
  records: z.array(z.tuple([z.string(), z.array(newsSchema)])),
});

export class NewsLog {
  #begun = false;
  #next = 1;
  /** Document name → oldest first; the record with the newest last. */
  readonly #records = new Map<string, News[]>();

  static read(text: unknown): NewsLog {
    const log = new NewsLog();
    if (typeof text !== 'string') return log;
    try {
      const kept = keptSchema.safeParse(JSON.parse(text));
      if (!kept.success) return log;
      log.#begun = kept.data.begun;
      log.#next = kept.data.next;
      for (const [doc, news] of kept.data.records) log.#records.set(doc, news);
    } catch {
      // Damaged, it begins anew: what is lost is in the histories.
    }
    return log;
  }

  write(): string {
    const { begun, next, records } = {
      begun: this.#begun,
      next: this.#next,
      records: [...this.#records],
    };
    return JSON.stringify({ begun, next, records });
  }

  get begun(): boolean {
    return this.#begun;
  }

  begin(): void {
    this.#begun = true;
  }

  add(doc: string, news: Omit<News, 'order'>): void {
    const before = this.#records.get(doc) ?? [];
    if (before.some(({ tx, what }) => tx === news.tx && what === news.what)) return;
    this.#records.delete(doc);
    this.#records.set(doc, [...before, { ...news, order: this.#next++ }].slice(-ACTS_PER_RECORD));
    const [quietest] = this.#records.keys();
    if (this.#records.size > RECORDS_MAX && quietest !== undefined) this.#records.delete(quietest);
  }

  docs(): Iterable<string> {
    return this.#records.keys();
  }

  /** Newest last; all of it where what was seen last is not known here. */
  unseen(doc: string, seenUpTo: string | undefined): readonly News[] {
    const all = this.#records.get(doc) ?? [];
    const seen = seenUpTo === undefined ? -1 : all.findLastIndex(({ tx }) => tx === seenUpTo);
    return all.slice(seen + 1);
  }

  /** The place of an act in what arrived; 0 where it is not known here. */
  orderOf(tx: string | undefined): number {
    if (tx === undefined) return 0;
    for (const news of this.#records.values())
      for (const one of news) if (one.tx === tx) return one.order;
    return 0;
  }
}
