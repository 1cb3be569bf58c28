/** What a team has on the day it begins: enough for people to meet in at once. */
import { customKey } from '../../crm/kernel/custom/custom-keys.ts';
import { OBJECT_TITLE_FIELD } from '../../crm/kernel/custom/definition.ts';
import type { Values } from '../../crm/kernel/derive.ts';
import type { Engine, RecordInput } from '../../src-renderer/worker/engine/engine-api.ts';
import { SALES_PIPELINE } from '../../crm/modules/deal/stages.ts';
import { freshId, personAt, put } from './acting.ts';
import type { Stage } from './actions.ts';

const PEOPLE = 3;

export async function begin(stage: Stage, engine: Engine): Promise<string> {
  const made = (entity: string, values: Values, id = freshId(stage)): RecordInput => ({
    entity,
    id,
    create: true,
    values,
  });
  const object = freshId(stage);
  const two = <Item>(make: (which: number) => Item): Item[] => [make(1), make(2)];
  const begun = await put(
    stage,
    engine,
    'the beginning',
    ...Array.from({ length: PEOPLE }, (_, index) =>
      made('user', { name: `Person ${index}`, territory: 'North' }, personAt(index)),
    ),
    ...two((which) => made('account', { name: `Account of old ${which}` })),
    ...two((which) => made('contact', { lastName: `Contact of old ${which}` })),
    ...two((which) =>
      made('deal', { name: `Deal of old ${which}`, stage: { stage: 'Prospecting', rank: 'a0' } }),
    ),
    ...two((which) => made('ticket', { subject: `Ticket of old ${which}`, status: 'Open' })),
    ...two((which) =>
      made('lead', { lastName: `Lead of old ${which}`, company: `Company of old ${which}` }),
    ),
    ...two((which) =>
      made('customField', {
        on: 'account',
        type: 'text',
        label: `Own ${which}`,
        place: `a${which}`,
      }),
    ),
    made('product', { name: 'Product of old' }),
    made('customObject', { one: 'Site', many: 'Sites', place: 'a0' }, object),
    made('activity', {
      kind: 'Task',
      subject: 'Round of old',
      status: 'Not Started',
      recurrence: 'FREQ=DAILY',
      timeZone: 'Europe/Berlin',
      dueAt: '2026-03-27T08:00:00.000Z',
    }),
  );
  await engine.run('pipeline.create', { name: 'Partners', like: SALES_PIPELINE });
  const site = made(customKey(object), { [OBJECT_TITLE_FIELD]: 'Site of old' });
  return `${begun}, ${await put(stage, engine, 'a site', site)}`;
}
