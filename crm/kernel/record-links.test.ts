import { expect, test } from 'vitest';
import { modules } from '../modules/registry.ts';
import type { AnyRow, EntityDef } from './entity.ts';
import { randomInt, type Random } from './ports.ts';
import { eachLink, pointerAt } from './record-links.ts';

function seeded(seed: number): Random {
  let state = seed;
  return {
    bytes: (length) =>
      Uint8Array.from({ length }, () => {
        state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
        return state >> 16;
      }),
  };
}

/** A row whose links point at a few records, among them malformed values as a foreign client may write them. */
function rowOf(entity: EntityDef, random: Random): AnyRow {
  const id = (): string => `r${randomInt(random, 6)}`;
  const values: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(entity.fields)) {
    if (randomInt(random, 3) === 0) continue;
    if (field.kind === 'link' || field.kind === 'user') values[key] = id();
    else if (field.kind === 'links') values[key] = [`account/${id()}`, `contact/${id()}`, 'r1', 7];
    else if (field.kind === 'rows')
      values[key] = [
        { id: 'a', ...Object.fromEntries(Object.keys(field.columns).map((one) => [one, id()])) },
      ];
  }
  return { id: id(), entity: entity.name, createdAt: '', createdBy: '', ...values };
}

test.each([1, 2, 3])(
  'a row points at some records where one of its links does (seed %i)',
  (seed) => {
    const random = seeded(seed);
    for (const { entity } of modules) {
      for (const to of ['account', 'contact', 'user', 'queue']) {
        for (let turn = 0; turn < 20; turn++) {
          const row = rowOf(entity, random);
          const ids = new Set([`r${randomInt(random, 6)}`, `r${randomInt(random, 6)}`]);
          let found = false;
          eachLink(entity, row, (target, id) => {
            if (target === to && ids.has(id)) found = true;
          });
          expect([row, pointerAt(entity, to, ids)(row)]).toEqual([row, found]);
        }
      }
    }
  },
);
