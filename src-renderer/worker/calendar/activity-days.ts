/**
 * Which activities may stand on which days, so that a week is not looked for among all that a team ever did. Derived,
 * never stored: brought up to date from the table's log when it is asked. What repeats is kept apart, being anywhere.
 */
import type { ActivityRow } from '../../../crm/modules/activity/activity.rules.ts';
import { SHOWN_KINDS, ownStretch } from '../../../crm/modules/activity/calendar-entry.ts';
import type { RowTable } from '../rows/row-table.ts';

const DAY_MS = 86_400_000;

/** Read at a time while the index is built in the background: a few milliseconds. */
const BUILT_AT_ONCE = 5_000;

/** Days are those of UTC, counted from 1970: whoever asks says instants. */
interface Days {
  readonly first: number;
  readonly last: number;
}

export class ActivityDays {
  readonly #table: RowTable;
  #slotsByDay = new Map<number, Set<number>>();
  #daysBySlot: (Days | undefined)[] = [];
  #series = new Set<number>();
  #seen = -1;
  /** Slots from here on were not read yet. */
  #built = 0;

  constructor(table: RowTable) {
    this.#table = table;
  }

  /** Everything that may have a part between the instants, and all that repeats; some of it lies beside them. */
  *between(fromMs: number, toMs: number): Generator<ActivityRow> {
    this.#catchUp();
    const first = Math.floor(fromMs / DAY_MS);
    const last = Math.floor(toMs / DAY_MS);
    for (let day = first; day <= last; day++) {
      for (const slot of this.#slotsByDay.get(day) ?? []) {
        // What stands on several days is given on the first of those that were asked for.
        const began = this.#daysBySlot[slot]?.first ?? day;
        if (Math.max(began, first) === day) yield this.#table.rows[slot] as ActivityRow;
      }
    }
    for (const slot of this.#series) yield this.#table.rows[slot] as ActivityRow;
  }

  series(): readonly ActivityRow[] {
    this.#catchUp();
    return Array.from(this.#series, (slot) => this.#table.rows[slot] as ActivityRow);
  }

  /** Reads a part of what was never read; false when nothing is left. */
  readOn(): boolean {
    this.#followLog();
    const end = Math.min(this.#built + BUILT_AT_ONCE, this.#table.rows.length);
    for (; this.#built < end; this.#built++) this.#add(this.#built);
    return this.#built < this.#table.rows.length;
  }

  #catchUp(): void {
    while (this.readOn());
  }

  #followLog(): void {
    const { log } = this.#table;
    const changed = log.since(this.#seen);
    this.#seen = log.position;
    if (changed === null) {
      this.#slotsByDay = new Map();
      this.#daysBySlot = [];
      this.#series = new Set();
      this.#built = 0;
      return;
    }
    for (const slot of new Set(changed)) {
      if (slot >= this.#built) continue;
      this.#drop(slot);
      this.#add(slot);
    }
  }

  #drop(slot: number): void {
    this.#series.delete(slot);
    const days = this.#daysBySlot[slot];
    if (days === undefined) return;
    for (let day = days.first; day <= days.last; day++) {
      const slots = this.#slotsByDay.get(day);
      slots?.delete(slot);
      if (slots?.size === 0) this.#slotsByDay.delete(day);
    }
    this.#daysBySlot[slot] = undefined;
  }

  #add(slot: number): void {
    const row = this.#table.rows[slot] as ActivityRow | undefined;
    if (row === undefined || row.archivedAt !== undefined) return;
    if (!SHOWN_KINDS.includes(row.kind ?? '')) return;
    // Also with a rule that cannot be read: such an activity stands for itself.
    if (row.recurrence !== undefined) {
      this.#series.add(slot);
      return;
    }
    const stretch = ownStretch(row);
    if (stretch === null) return;
    const first = Math.floor(stretch.startMs / DAY_MS);
    const last = Math.floor(stretch.endMs / DAY_MS);
    this.#daysBySlot[slot] = { first, last };
    for (let day = first; day <= last; day++) {
      const slots = this.#slotsByDay.get(day);
      if (slots === undefined) this.#slotsByDay.set(day, new Set([slot]));
      else slots.add(slot);
    }
  }
}
