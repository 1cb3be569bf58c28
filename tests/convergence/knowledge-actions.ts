/** Articles are written, given as answers and judged, by several people at once. */
import { freshId, noted, oneOf, put, run } from './acting.ts';
import type { Action } from './actions.ts';

const ARTICLES_MAX = 3;

export const useArticles: Action = async (stage, _desktop, engine) => {
  const { world } = stage;
  const article = oneOf(stage, engine, 'article');
  if (
    article === undefined ||
    (world.chance(100) && [...engine.all('article')].length < ARTICLES_MAX)
  ) {
    const values = { title: `Article ${stage.serial++}` };
    const input = { entity: 'article', id: freshId(stage), create: true, values };
    return put(stage, engine, 'writes an article', input);
  }
  const ticket = oneOf(stage, engine, 'ticket');
  if (ticket !== undefined && world.chance(400)) {
    const before = (ticket['articles'] ?? []) as readonly string[];
    const name = `article/${article.id}`;
    if (before.includes(name)) return 'has given that article before';
    const done = await engine.write(
      [
        {
          entity: 'ticket',
          id: ticket.id,
          create: false,
          values: { articles: [...before, name] },
          base: { articles: ticket['articles'] },
        },
      ],
      { label: 'give an article', batch: '' },
    );
    return `gives an article ${noted(stage, engine, done)}`;
  }
  if (world.chance(300)) {
    const status = world.pick(['Published', 'Draft', 'In Review']);
    const input = { entity: 'article', id: article.id, create: false, values: { status } };
    return put(stage, engine, `${status} article ${article.id.slice(-4)}`, input);
  }
  if (world.chance(200)) return run(stage, engine, 'article.publish', { id: article.id });
  const verdict = world.pick(['Helpful', 'Not Helpful']);
  return run(stage, engine, 'article.vote', { id: article.id, verdict });
};
