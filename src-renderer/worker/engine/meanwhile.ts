/** What changes while an undo looks at its records and writes them. */
import { docName, type DocName } from '../../../crm/kernel/ids.ts';
import { eachLink } from '../../../crm/kernel/record-links.ts';
import type { Core } from './core.ts';
import type { Dangling } from './dangling.ts';

export interface Meanwhile {
  /** Records of which a row or the notes are others than they were, among them those that the undo wrote itself. */
  readonly changed: ReadonlySet<DocName>;
  /** A link that came meanwhile, into one of these, from a record that is there. */
  readonly linkInto: (records: ReadonlySet<DocName>) => Dangling | null;
  readonly stop: () => void;
}

export function watchOthers(core: Core): Meanwhile {
  const { rows } = core.deps;
  const changed = new Set<DocName>();
  /** Not looked at for links yet. */
  let news: { readonly entity: string; readonly id: string }[] = [];
  const stops = [
    core.on('rows', (changes) => {
      for (const { entity, id, after } of changes) {
        changed.add(docName(entity, id));
        if (after !== undefined) news.push({ entity, id });
      }
    }),
    core.on('body', (name) => void changed.add(name.replace(/\/body$/, '') as DocName)),
  ];
  return {
    changed,
    linkInto(records) {
      const looked = news;
      news = [];
      if (records.size === 0) return null;
      for (const { entity: name, id } of looked) {
        const from = docName(name, id);
        const entity = core.entity(name);
        const row = rows.get(name, id);
        if (entity === undefined || row === undefined || records.has(from)) continue;
        let to: DocName | null = null;
        eachLink(entity, row, (target, other) => {
          const linked = docName(target, other);
          if (records.has(linked)) to = linked;
        });
        if (to !== null) return { from, to };
      }
      return null;
    },
    stop() {
      for (const stop of stops) stop();
    },
  };
}
