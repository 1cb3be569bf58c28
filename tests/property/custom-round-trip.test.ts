import { expect, test } from 'vitest';
import { customKey } from '../../crm/kernel/custom/custom-keys.ts';
import { contentOf, exported, makePlace, must, restored } from './round-trip.ts';

const ACME = '0190a6b2-0000-7000-8000-0000000000b3';

test("the team's own fields and objects come back with what stands in them, and the rehearsal knows it", async () => {
  const place = await makePlace(1);
  const { engine } = place;
  const object = must(await engine.run('customObject.save', { one: 'Boat', many: 'Boats' }));
  const field = must(
    await engine.run('customField.save', { on: 'account', type: 'text', label: 'Harbour' }),
  );
  const boat = customKey(object.records[0]?.id ?? '');
  const title = place.deps.registry.entity(boat)?.titleFields[0] ?? '';
  must(
    await engine.write(
      [
        {
          entity: 'account',
          id: ACME,
          values: { name: 'Acme', [customKey(field.records[0]?.id ?? '')]: 'Bergen' },
          create: true,
        },
        { entity: boat, id: ACME, values: { [title]: 'Fram' }, create: true },
      ],
      { label: 'By hand', batch: '' },
    ),
  );
  const before = await contentOf(place);
  expect(Object.keys(before)).toHaveLength(4);
  const file = await exported(place);
  const wiped = await makePlace(2);
  // `restored` compares the rehearsal with the run.
  const report = await restored(wiped, file);
  expect(report).toMatchObject({ unknown: [], problems: [] });
  expect(await contentOf(wiped)).toEqual(before);
  expect(Buffer.from(await exported(wiped))).toEqual(Buffer.from(file));
});
