/** What colleagues do around the same few records at once: comment, answer, settle, follow, share, and see to it. */
import { derivedId } from '../../crm/kernel/ids.ts';
import type { CommentRow } from '../../crm/modules/comment/comment.entity.ts';
import { few, freshId, oneOf, personAt, put, run } from './acting.ts';
import type { Action } from './actions.ts';
import type { SimDesktop } from './sim-desktop.ts';
import { Violation } from './violation.ts';

const DEPARTMENT = 'Sales';

/** Comments, follows and shares of the same accounts, by people who may not have seen each other's. */
export const workTogether: Action = async (stage, desktop, engine) => {
  const { world } = stage;
  const account = oneOf(stage, engine, 'account');
  if (account === undefined) return 'has nothing to talk about';
  const me = personAt(desktop.index);
  const person = personAt(world.roll(3));
  if (engine.get('user', person) === undefined) {
    const values = { name: `Person ${person.at(-1) ?? ''}`, teams: [DEPARTMENT] };
    return put(stage, engine, 'a person', { entity: 'user', id: person, create: true, values });
  }
  const record = { entity: 'account', id: account.id };
  const comments = few(engine, 'comment', 6) as readonly CommentRow[];
  const comment = comments.length === 0 ? undefined : world.pick(comments);
  const own = comments.filter((row) => row.author === me);
  const names = [{ said: '@Somebody', record: `user/${person}` }];
  const text = `Comment ${stage.serial++} for @Somebody`;
  const act = world.pick([
    'write',
    'write',
    'edit',
    'delete',
    'resolve',
    'follow',
    'see',
    'share',
    'share',
  ]);
  switch (act) {
    case 'edit':
    case 'delete': {
      const mine = own.length === 0 ? comment : world.pick(own);
      if (mine === undefined) return 'has said nothing yet';
      const input = act === 'edit' ? { id: mine.id, text, names } : { id: mine.id };
      return run(stage, engine, `comment.${act}`, input);
    }
    case 'resolve': {
      if (comment === undefined) return 'has no thread to resolve';
      const input = { id: comment.parent ?? comment.id, resolved: world.chance(600) };
      return run(stage, engine, 'comment.resolve', input);
    }
    case 'follow': {
      const state = world.pick(['Following', 'Muted', 'Not Following']);
      return run(stage, engine, 'follow.set', { records: [record], state });
    }
    case 'see': {
      if (world.chance(500)) {
        const ids = few(engine, 'share').map(({ id }) => id);
        if (ids.length > 0) return run(stage, engine, 'share.see', { ids });
      }
      const records = [{ ...record, upTo: freshId(stage) }];
      return run(stage, engine, 'follow.see', { records });
    }
    case 'share': {
      const shared = few(engine, 'share', 2);
      if (shared.length > 0 && world.chance(400))
        return run(stage, engine, 'share.end', { ids: [world.pick(shared).id] });
      const target = world.chance(500) ? { department: DEPARTMENT } : { person };
      return run(stage, engine, 'share.make', { records: [record], target });
    }
    default: {
      const answers = comment !== undefined && world.chance(400);
      return run(stage, engine, 'comment.write', {
        entity: record.entity,
        record: record.id,
        id: freshId(stage),
        text,
        names,
        ...(answers ? { parent: comment.id } : {}),
      });
    }
  }
};

/** A mention in a comment goes by the id that follows from both, so nobody has two; and threads have two levels. */
export function checkTogether(desktop: SimDesktop): void {
  const rows = desktop.rows();
  for (const row of rows.all('mention')) {
    const said = row['comment'];
    if (typeof said !== 'string') continue;
    const due = [0, 1, 2].map((index) => derivedId('mention', said, personAt(index)));
    if (!due.includes(row.id)) throw new Violation(`mention ${row.id} is one too many`);
  }
  for (const row of rows.all('comment')) {
    const parent = row['parent'];
    const first = typeof parent === 'string' ? rows.get('comment', parent) : undefined;
    if (first?.['parent'] !== undefined)
      throw new Violation(`comment ${row.id} stands on a third level`);
  }
}
