/** Pages and forms are laid out by several at once, also while fields come and go. */
import { customKey } from '../../crm/kernel/custom/custom-keys.ts';
import type { FieldDefinition } from '../../crm/kernel/custom/definition.ts';
import { arrangementOf, LAYOUT_ENTITY, layoutId, placesOf } from '../../crm/kernel/layout.ts';
import type { Action } from './actions.ts';
import { run } from './acting.ts';

const WAYS = [
  ...['place', 'place', 'place', 'hide', 'hide', 'add', 'add'],
  ...['rename', 'move', 'remove', 'remove', 'reset'],
] as const;

export const layOut: Action = async (stage, desktop, engine) => {
  const { world } = stage;
  const entity = desktop.registry().entity('account');
  if (entity === undefined) return 'has nothing to lay out';
  const definitions = [...engine.all('customField')] as FieldDefinition[];
  const record = engine.get(LAYOUT_ENTITY, layoutId(entity.name));
  const sections = arrangementOf(entity, record, placesOf(definitions));
  // Few, so that people meet in them; the team's own among them.
  const own = definitions.map(({ id }) => customKey(id)).filter((key) => key in entity.fields);
  const field = world.pick(['industry', 'employees', 'website', ...own.toSorted().slice(0, 1)]);
  const section = world.pick(sections);
  const after = section.fields.length === 0 ? null : world.pick(section.fields).key;
  const others = sections.filter((one) => one !== section);
  const of = entity.name;
  const act = (name: string, input: object) =>
    run(stage, engine, `layout.${name}`, { of, ...input });
  switch (world.pick(WAYS)) {
    case 'hide':
      return act('hideField', { field, hidden: world.chance(500) });
    case 'add':
      return act('addSection', { label: `Section ${world.roll(3)}` });
    case 'rename':
      return act('renameSection', { section: section.id, label: `Section ${world.roll(6)}` });
    case 'move': {
      const behind = others.length === 0 ? null : world.pick(others).id;
      return act('placeSection', { section: section.id, after: world.chance(300) ? null : behind });
    }
    case 'remove': {
      const added = sections.find((one) => one.added);
      return added === undefined
        ? act('addSection', { label: `Section ${world.roll(3)}` })
        : act('removeSection', { section: added.id });
    }
    case 'reset':
      return act('reset', {});
    default:
      return act('placeField', { field, section: section.id, after });
  }
};
