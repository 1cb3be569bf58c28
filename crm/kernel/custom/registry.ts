/**
 * The entities in force on one desktop: those built in, with the fields and objects that the team defined.
 *
 * The contract: a definition that changes gives its entity a new `EntityDef` (another identity), and only then;
 * everything derived may be kept by identity. Looking one up is one look into a map. Who reads entities for longer
 * than a moment subscribes.
 */
import type { ModuleDef } from '../command.ts';
import type { EntityDef } from '../entity.ts';
import { placesOf, withLayout } from '../layout.ts';
import { stagedFieldOf, withPipelines } from '../pipelines.ts';
import { customKey } from './custom-keys.ts';
import { withoutCircles } from './circles.ts';
import {
  CUSTOM_OBJECTS_MAX,
  entityOfObject,
  inPlace,
  withCustomFields,
  type FieldDefinition,
  type ObjectDefinition,
} from './definition.ts';

/** Names of the entities whose records are the definitions. */
export const FIELD_DEFINITIONS = 'customField';
export const OBJECT_DEFINITIONS = 'customObject';

export interface Definitions {
  readonly fields: readonly FieldDefinition[];
  readonly objects: readonly ObjectDefinition[];
  /** Records of pipelines: they change the stages of the entity that has some. */
  readonly pipelines?: readonly Readonly<Record<string, unknown>>[];
  /** Records of layouts. Only who draws pages is given them: to all others an entity is the same, however it is laid out. */
  readonly layouts?: readonly Readonly<Record<string, unknown>>[];
}

export interface Registry {
  /** All of them, in order. */
  readonly modules: () => readonly ModuleDef[];
  /** What people work with every day; the others configure it. */
  readonly workModules: () => readonly ModuleDef[];
  readonly module: (name: string) => ModuleDef | undefined;
  readonly entity: (name: string) => EntityDef | undefined;
  /** What `redefine` was last given. */
  readonly definitions: () => Definitions;
  /**
   * Puts these definitions in force. `before` is told which entities are others now, came or went, before any
   * subscriber is: whoever holds rows reads them anew there.
   */
  readonly redefine: (
    definitions: Definitions,
    before?: (changed: readonly string[]) => void,
  ) => void;
  /** Called after entities changed. Returns the way to stop. */
  readonly subscribe: (listener: () => void) => () => void;
}

interface Built {
  /** What it was built from, as text. */
  readonly from: string;
  readonly module: ModuleDef;
}

export function createRegistry(builtIn: readonly ModuleDef[]): Registry {
  let definitions: Definitions = { fields: [], objects: [] };
  let built: ReadonlyMap<string, Built> = new Map(
    builtIn.map((module) => [module.entity.name, { from: '', module }]),
  );
  let modules = builtIn;
  let workModules = builtIn.filter(isWork);
  const listeners = new Set<() => void>();

  function build(next: Definitions): Map<string, Built> {
    const live = inPlace(next.objects)
      .filter(({ deletedAt, one }) => deletedAt === undefined && one !== undefined)
      .slice(0, CUSTOM_OBJECTS_MAX);
    const objectOf = new Map(live.map((definition) => [customKey(definition.id), definition]));
    const builtInNames = new Set(builtIn.map(({ entity }) => entity.name));
    const knows = (name: string): boolean => builtInNames.has(name) || objectOf.has(name);
    const fieldsOf = Map.groupBy(
      next.fields.filter(({ deletedAt }) => deletedAt === undefined),
      ({ on }) => on ?? '',
    );
    const layoutOf = new Map((next.layouts ?? []).map((layout) => [layout['of'], layout]));
    const make = (name: string, base: ModuleDef, definition?: ObjectDefinition): Built => {
      const fields = fieldsOf.get(name) ?? [];
      const targets = fields.map(({ to, over }) =>
        [to, over?.split('.')[0]].map((one) => one === undefined || knows(one)),
      );
      const pipelines = stagedFieldOf(base.entity) === undefined ? [] : (next.pipelines ?? []);
      const layout = layoutOf.get(name);
      const isOwn = definition !== undefined || fields.length > 0 || pipelines.length > 0;
      const from =
        isOwn || layout !== undefined
          ? JSON.stringify([definition, inPlace(fields), targets, pipelines, layout])
          : '';
      const before = built.get(name);
      if (before?.from === from) return before;
      if (from === '') return { from, module: base };
      const staged = withPipelines(base.entity, pipelines);
      const whole = withCustomFields(staged, fields, knows);
      const entity = withLayout(whole, layout, placesOf(fields));
      return { from, module: { ...base, entity } };
    };
    const all = new Map<string, Built>();
    for (const module of builtIn) all.set(module.entity.name, make(module.entity.name, module));
    for (const [name, definition] of objectOf) {
      all.set(name, make(name, { entity: entityOfObject(name, definition) }, definition));
    }
    return all;
  }

  return {
    modules: () => modules,
    workModules: () => workModules,
    module: (name) => built.get(name)?.module,
    entity: (name) => built.get(name)?.module.entity,
    definitions: () => definitions,
    redefine: (given, before) => {
      const next = { ...given, fields: withoutCircles(builtIn, given.fields) };
      const all = build(next);
      const changed = [...new Set([...built.keys(), ...all.keys()])].filter(
        (name) => built.get(name)?.module !== all.get(name)?.module,
      );
      definitions = given;
      if (changed.length === 0) return;
      built = all;
      modules = [...all.values()].map(({ module }) => module);
      // Objects stand behind what was built in, and before what configures it.
      workModules = modules.filter(isWork);
      before?.(changed);
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function isWork({ entity }: ModuleDef): boolean {
  return !entity.traits.includes('setting');
}
