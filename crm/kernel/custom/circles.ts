/** Computed fields that would need themselves. Saving one is refused; two desktops may still make one together. */
import type { ModuleDef } from '../command.ts';
import type { FieldDef } from '../field-kinds.ts';
import type { Filter } from '../query.ts';
import type { Computed } from './computed-definition.ts';
import { rollUpOf } from './computed-definition.ts';
import { customKey } from './custom-keys.ts';
import type { FieldDefinition } from './definition.ts';
import { pathsIn } from './formula-text.ts';

interface Node {
  readonly entity: string;
  readonly label: string;
  /** Entity that a link points at. */
  readonly to?: string;
  readonly computed?: Computed;
  readonly definition?: FieldDefinition;
}

type Graph = ReadonlyMap<string, Node>;

function nodeOf(entity: string, field: FieldDef): Node {
  const to = field.kind === 'user' ? 'user' : field.kind === 'link' ? field.to : undefined;
  return {
    entity,
    label: field.label,
    ...(to === undefined ? {} : { to }),
    ...(field.computed === undefined ? {} : { computed: field.computed }),
  };
}

function customNode(definition: FieldDefinition): Node {
  const { on = '', label = '', type, to, expression } = definition;
  const rollUp = type === 'rollUp' ? rollUpOf(definition) : undefined;
  const target = type === 'user' ? 'user' : type === 'link' ? to : undefined;
  const computed: Computed | undefined =
    type === 'formula' && expression !== undefined ? { by: 'formula', expression } : rollUp;
  return {
    entity: on,
    label,
    definition,
    ...(target === undefined ? {} : { to: target }),
    ...(computed === undefined ? {} : { computed }),
  };
}

function graphOf(builtIn: readonly ModuleDef[], fields: readonly FieldDefinition[]): Graph {
  const graph = new Map<string, Node>();
  for (const { entity } of builtIn) {
    for (const [key, field] of Object.entries(entity.fields))
      graph.set(`${entity.name}.${key}`, nodeOf(entity.name, field));
  }
  for (const definition of fields) {
    if (definition.deletedAt === undefined)
      graph.set(`${definition.on ?? ''}.${customKey(definition.id)}`, customNode(definition));
  }
  return graph;
}

function pathsOfFilter(filter: Filter): readonly string[] {
  if ('field' in filter) return [filter.field];
  return ('all' in filter ? filter.all : filter.any).flatMap(pathsOfFilter);
}

function readBy(graph: Graph, node: Node): readonly string[] {
  const { computed } = node;
  // A rule reads fields that are stored, never a computed one; so does a completeness. Score rules are settings, which
  // change while definitions stand: the worker sees to it that a score ends.
  if (computed === undefined || (computed.by !== 'formula' && computed.by !== 'rollUp')) return [];
  const [entity, paths] =
    computed.by === 'formula'
      ? [node.entity, pathsIn(computed.expression)]
      : [
          computed.entity,
          [
            ...(computed.of === undefined ? [] : [computed.of]),
            ...(computed.filter === undefined ? [] : pathsOfFilter(computed.filter)),
          ],
        ];
  return paths.flatMap((path) => {
    const [key = '', rest] = path.split('.');
    const own = `${entity}.${key}`;
    const to = graph.get(own)?.to;
    return rest === undefined || to === undefined ? [own] : [own, `${to}.${rest}`];
  });
}

/** The way from a field back to itself, as labels; undefined when there is none. */
function circleFrom(graph: Graph, start: string): readonly string[] | undefined {
  const seen = new Set<string>();
  const walk = (at: string, way: readonly string[]): readonly string[] | undefined => {
    const node = graph.get(at);
    if (node === undefined) return undefined;
    for (const next of readBy(graph, node)) {
      const label = graph.get(next)?.label;
      if (label === undefined) continue;
      if (next === start) return [...way, label];
      if (seen.has(next)) continue;
      seen.add(next);
      const found = walk(next, [...way, label]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const label = graph.get(start)?.label;
  return label === undefined ? undefined : walk(start, [label]);
}

/** Whether this definition, among the others, needs itself: the labels on the way round. */
export function circleThrough(
  builtIn: readonly ModuleDef[],
  others: readonly FieldDefinition[],
  definition: FieldDefinition,
): readonly string[] | undefined {
  const fields = [...others.filter(({ id }) => id !== definition.id), definition];
  return circleFrom(graphOf(builtIn, fields), `${definition.on ?? ''}.${customKey(definition.id)}`);
}

/** The definitions, with each that needs itself saying so instead of being computed. */
export function withoutCircles(
  builtIn: readonly ModuleDef[],
  fields: readonly FieldDefinition[],
): readonly FieldDefinition[] {
  if (!fields.some(({ type }) => type === 'formula' || type === 'rollUp')) return fields;
  const graph = graphOf(builtIn, fields);
  return fields.map((field) => {
    if (field.type !== 'formula' && field.type !== 'rollUp') return field;
    const circle = circleFrom(graph, `${field.on ?? ''}.${customKey(field.id)}`);
    return circle === undefined ? field : { ...field, circle: circle.join(' → ') };
  });
}
