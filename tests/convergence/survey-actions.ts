/** Customers tell people what they think, and it is logged: about a ticket on several desktops at once, too. */
import { freshId, oneOf, put, run } from './acting.ts';
import type { Action } from './actions.ts';

export const logAnswers: Action = async (stage, _desktop, engine) => {
  const { world } = stage;
  const entity = world.pick(['ticket', 'ticket', 'contact', 'account']);
  const about = oneOf(stage, engine, entity);
  if (about === undefined) return 'nobody to speak with';
  const score = 1 + world.roll(5);
  const said = { about: { entity, id: about.id }, score };
  if (world.chance(300)) return run(stage, engine, 'survey.logAnswer', { ...said, kind: 'CES' });
  const survey = oneOf(stage, engine, 'survey');
  if (survey === undefined) {
    const values = { name: `Survey ${stage.serial++}`, kind: 'CSAT', active: true };
    return put(stage, engine, 'survey', {
      entity: 'survey',
      id: freshId(stage),
      create: true,
      values,
    });
  }
  return run(stage, engine, 'survey.logAnswer', {
    ...said,
    survey: survey.id,
    comment: 'On the phone',
  });
};
