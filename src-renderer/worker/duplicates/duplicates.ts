/** The finders of all entities, made when they are first asked, and what people said are no duplicates. */
import type { CallOutput, EventData } from '../../../crm/contracts/worker-rpc.contract.ts';
import { formatValue, type Values } from '../../../crm/kernel/derive.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { FormatContext } from '../../../crm/kernel/field-kind.ts';
import { fail, ok } from '../../../crm/kernel/result.ts';
import type { RowChange } from '../rows/row-change.ts';
import type { RowStore } from '../rows/row-store.ts';
import { clustersOf } from './clusters.ts';
import { createFinder, type Finder } from './finder.ts';

/** As one types, three are a hint and ten are a list. */
const ALIKE_MAX = 3;
/** An import of thousands must not make a list be asked for thousands of times. */
const CHANGED_EVERY_MS = 250;

export interface Duplicates {
  readonly alike: (
    entity: string,
    values: Values,
    except: string | undefined,
  ) => Promise<CallOutput<'duplicates.alike'>>;
  readonly list: (entity: string, limit: number) => Promise<CallOutput<'duplicates.list'>>;
  readonly rowsChanged: (changes: readonly RowChange[]) => void;
}

export function createDuplicates(deps: {
  readonly rows: RowStore;
  readonly entityNamed: (name: string) => EntityDef | undefined;
  readonly context: () => FormatContext;
  readonly country: () => string;
  readonly now: () => number;
  readonly pause: () => Promise<void>;
  readonly after: (ms: number, run: () => void) => () => void;
  readonly progress: (progress: EventData<'duplicates.progress'>) => void;
  readonly changed: (change: EventData<'duplicates.changed'>) => void;
}): Duplicates {
  const { rows, entityNamed } = deps;
  const finders = new Map<string, Finder>();
  const announcing = new Set<string>();

  function finderOf(name: string): Finder | undefined {
    const known = finders.get(name);
    const entity = entityNamed(name);
    if (known !== undefined || entity?.duplicates === undefined) return known;
    const { country, now, pause } = deps;
    const finder = createFinder({
      entity,
      table: rows.table(name),
      country,
      now,
      pause,
      progress: (done, total) => deps.progress({ entity: name, done, total }),
    });
    finders.set(name, finder);
    return finder;
  }

  function subtitleOf(name: string, id: string): string {
    const [entity, row] = [entityNamed(name), rows.get(name, id)];
    if (entity === undefined || row === undefined) return '';
    return entity.subtitleFields
      .flatMap((key) => {
        const field = entity.fields[key];
        return field === undefined ? [] : [formatValue(field, row[key], deps.context())];
      })
      .filter((text) => text !== '')
      .join(' · ');
  }

  function distinctPairs(name: string): ReadonlySet<string> {
    const pairs = new Set<string>();
    for (const row of rows.all('notDuplicate'))
      if (row['of'] === name) pairs.add(`${String(row['first'])} ${String(row['second'])}`);
    return pairs;
  }

  return {
    async alike(name, values, except) {
      const finder = finderOf(name);
      if (finder === undefined) return [];
      const found = await finder.alike(values, except, ALIKE_MAX);
      return found.map(({ id, likeness }) => ({
        id,
        title: rows.titleOf(name, id) ?? '',
        subtitle: subtitleOf(name, id),
        score: likeness.score,
        reasons: [...likeness.reasons],
      }));
    },
    async list(name, limit) {
      const finder = finderOf(name);
      if (finder === undefined) {
        return fail({
          code: 'no-duplicates',
          message: 'Nothing tells duplicates of this kind of record.',
          remedy: 'Choose another kind.',
        });
      }
      const found = await finder.pairs();
      const distinct = distinctPairs(name);
      const clusters = clustersOf(
        found.filter(({ a, b }) => !distinct.has(a < b ? `${a} ${b}` : `${b} ${a}`)),
      );
      return ok({
        total: clusters.length,
        looked: rows.count(name),
        clusters: clusters.slice(0, limit).map(({ ids, score, reasons }) => ({
          ids: [...ids],
          titles: ids.map((id) => rows.titleOf(name, id) ?? ''),
          subtitles: ids.map((id) => subtitleOf(name, id)),
          score,
          reasons: [...reasons],
        })),
      });
    },
    rowsChanged(changes) {
      if (finders.size === 0) return;
      for (const change of changes) {
        const name =
          change.entity === 'notDuplicate'
            ? String((change.after ?? change.before)?.['of'])
            : change.entity;
        if (!finders.has(name) || announcing.has(name)) continue;
        announcing.add(name);
        deps.after(CHANGED_EVERY_MS, () => {
          announcing.delete(name);
          deps.changed({ entity: name });
        });
      }
    },
  };
}
