/**
 * What this window has open in the worker: live questions, records, notes. It is remembered so that a worker that had
 * to be started again is asked for all of it, and the screens notice nothing but newer data.
 *
 * Subscriptions have numbers of the window's own here; the worker's are another matter after it has restarted.
 * Records and notes are counted: two components may show the same one.
 */
import type { CallInput, CallName, EventData } from '../../../crm/contracts/worker-rpc.contract.ts';
import type { Query } from '../../../crm/kernel/query.ts';

type Ref = CallInput<'record.open'>;
interface OpenQueryInput {
  readonly query: Query;
}

interface OpenQuery {
  query: Query;
  /** The worker's number; undefined while it has not answered. */
  there: number | undefined;
}

export interface OpenThings {
  /**
   * The call as it goes to the worker. `isRepeat`: an earlier worker had it already, so it is counted.
   * null: it needs not be sent. 'later': its question has yet to be opened again.
   */
  readonly outgoing: (
    name: CallName,
    input: unknown,
    isRepeat: boolean,
  ) => { readonly input: unknown } | null | 'later';
  /** The worker's answer as the window gets it. */
  readonly incoming: (name: CallName, input: unknown, output: unknown) => unknown;
  /** The event as the window gets it; null for a question that the window has given up. */
  readonly event: (name: string, data: unknown) => unknown;
  readonly queries: () => readonly { readonly subscription: number; readonly query: Query }[];
  readonly reopened: (subscription: number, there: number) => boolean;
  readonly records: () => readonly { readonly ref: Ref; readonly field: string | null }[];
  readonly notes: () => readonly Ref[];
  /** The worker is gone, and its numbers with it. */
  readonly forgetThere: () => void;
}

export function createOpenThings(): OpenThings {
  const queries = new Map<number, OpenQuery>();
  const here = new Map<number, number>();
  const records = createCounted();
  const notes = createCounted();
  const focus = new Map<string, string | null>();
  let lastNumber = 0;

  const bind = (subscription: number, there: number): boolean => {
    const open = queries.get(subscription);
    if (open === undefined) return false;
    open.there = there;
    here.set(there, subscription);
    return true;
  };

  return {
    outgoing: (name, input, isRepeat) => {
      switch (name) {
        case 'query.update': {
          const { subscription, query } = input as OpenQueryInput & {
            readonly subscription: number;
          };
          const open = queries.get(subscription);
          if (open === undefined) return { input };
          open.query = query;
          return open.there === undefined
            ? 'later'
            : { input: { subscription: open.there, query } };
        }
        case 'query.close': {
          const { subscription } = input as CallInput<'query.close'>;
          const open = queries.get(subscription);
          queries.delete(subscription);
          if (open?.there === undefined) return null;
          here.delete(open.there);
          return { input: { subscription: open.there } };
        }
        case 'record.open':
          if (!isRepeat) records.add(input as Ref);
          return { input };
        case 'note.open':
          if (!isRepeat) notes.add(input as Ref);
          return { input };
        case 'record.focus': {
          const { field } = input as CallInput<'record.focus'>;
          focus.set(keyOf(input as Ref), field);
          return { input };
        }
        case 'record.close':
          if (isRepeat || !records.remove(input as Ref)) return null;
          focus.delete(keyOf(input as Ref));
          return { input };
        case 'note.close':
          return !isRepeat && notes.remove(input as Ref) ? { input } : null;
        default:
          return { input };
      }
    },
    incoming: (name, input, output) => {
      if (name !== 'query.open') return output;
      const answer = output as { ok: boolean; value?: { subscription: number } };
      if (!answer.ok || answer.value === undefined) return output;
      lastNumber += 1;
      queries.set(lastNumber, {
        query: (input as OpenQueryInput).query,
        there: undefined,
      });
      bind(lastNumber, answer.value.subscription);
      return { ok: true, value: { ...answer.value, subscription: lastNumber } };
    },
    event: (name, data) => {
      if (name !== 'query.changed' && name !== 'query.rows') return data;
      const changed = data as EventData<'query.changed' | 'query.rows'>;
      const subscription = here.get(changed.subscription);
      return subscription === undefined ? null : { ...changed, subscription };
    },
    queries: () => [...queries].map(([subscription, { query }]) => ({ subscription, query })),
    reopened: bind,
    records: () => records.list().map((ref) => ({ ref, field: focus.get(keyOf(ref)) ?? null })),
    notes: notes.list,
    forgetThere: () => {
      here.clear();
      for (const open of queries.values()) open.there = undefined;
    },
  };
}

function keyOf({ entity, id }: Ref): string {
  return `${entity}/${id}`;
}

function createCounted() {
  const counts = new Map<string, { readonly ref: Ref; count: number }>();
  return {
    add: (ref: Ref): void => {
      const entry = counts.get(keyOf(ref));
      if (entry === undefined)
        counts.set(keyOf(ref), { ref: { entity: ref.entity, id: ref.id }, count: 1 });
      else entry.count += 1;
    },
    /** True when nobody here has it open any more. */
    remove: (ref: Ref): boolean => {
      const entry = counts.get(keyOf(ref));
      if (entry === undefined) return false;
      entry.count -= 1;
      if (entry.count > 0) return false;
      counts.delete(keyOf(ref));
      return true;
    },
    list: (): readonly Ref[] => [...counts.values()].map(({ ref }) => ref),
  };
}
