/** What an act that arrived says about which records. Pure. */
import type { Envelope } from '../../../crm/contracts/envelope.contract.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { docName, parseDocName } from '../../../crm/kernel/ids.ts';
import type { Change } from '../../../crm/kernel/write.ts';
import type { News } from './news-log.ts';

export interface NewsSources {
  readonly entity: (name: string) => EntityDef | undefined;
  readonly get: (entity: string, id: string) => AnyRow | undefined;
  readonly meId: string;
}

export type FoundNews = readonly [doc: string, news: Omit<News, 'order'>];

/** Fields that a line can name. */
const NAMES_MAX = 6;
/** Said about records, on their pages. */
const ABOUT: Readonly<Record<string, 'comment' | 'activity'>> = {
  comment: 'comment',
  activity: 'activity',
};

type Said = Pick<News, 'what' | 'names'>;

export function newsOf(envelope: Envelope, sources: NewsSources): readonly FoundNews[] {
  const { txId, batch, atMs, actor, label } = envelope;
  const head = { tx: txId, act: batch === '' ? txId : batch, atMs, actor, label };
  const changes = Map.groupBy(envelope.changes, ({ doc }) => doc);
  const found = new Map<string, Said>();
  const names = new Set([...envelope.ops.map(({ doc }) => doc), ...changes.keys()]);
  for (const name of names) {
    const address = parseDocName(name);
    if (address === null) continue;
    const { entity: entityName, id, part } = address;
    const entity = sources.entity(entityName);
    const row = sources.get(entityName, id);
    if (entity === undefined || row === undefined) continue;
    const own = docName(entityName, id);
    const kind = ABOUT[entityName];
    if (kind !== undefined && isNew(changes.get(name) ?? []) && !namesMe(envelope, id, sources)) {
      for (const doc of (row['about'] ?? []) as readonly string[])
        found.set(doc, { what: kind, names: [id] });
    }
    if (entity.traits.includes('setting')) continue;
    const said = part === 'body' ? NOTE : saidBy(entity, changes.get(name) ?? []);
    // Of a note and a field in one act the field says more.
    if (said !== null && (said !== NOTE || !found.has(own))) found.set(own, said);
  }
  return [...found].map(([doc, said]) => [doc, { ...head, ...said }] as const);
}

const NOTE: Said = { what: 'note', names: [] };

function isNew(changes: readonly Change[]): boolean {
  return changes.some(({ slot, from }) => slot.field === 'createdAt' && from === null);
}

function saidBy(entity: EntityDef, changes: readonly Change[]): Said | null {
  if (isNew(changes)) return { what: 'created', names: [] };
  const archived = changes.find(({ slot }) => slot.field === 'archivedAt');
  if (archived !== undefined)
    return { what: archived.to === null ? 'restored' : 'archived', names: [] };
  const fields = new Set(changes.map(({ slot }) => slot.field));
  // What rules keep for themselves is nothing that anybody did, and numbers are given by the relay.
  const told = [...fields].filter((key) => {
    const field = entity.fields[key];
    return field !== undefined && field.inner !== true && field.kind !== 'autoNumber';
  });
  return told.length === 0 ? null : { what: 'changed', names: told.slice(0, NAMES_MAX) };
}

/** Who is named in a comment is told of that: it is not news besides. */
function namesMe({ ops }: Envelope, comment: string, { get, meId }: NewsSources): boolean {
  return ops.some(({ doc }) => {
    const address = parseDocName(doc);
    if (address?.entity !== 'mention') return false;
    const row = get('mention', address.id);
    return row?.['person'] === meId && row['comment'] === comment;
  });
}
