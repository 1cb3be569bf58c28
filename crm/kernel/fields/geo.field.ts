import * as z from 'zod';
import type { FieldKind } from '../field-kind.ts';
import { presenceOperators } from '../operators.ts';

/** WGS 84 degrees. */
export interface GeoPoint {
  readonly lat: number;
  readonly lng: number;
}

const shape = z.strictObject({
  lat: z.number().min(-90).max(90),
  lng: z.number().min(-180).max(180),
});

export const geo: FieldKind<GeoPoint, object> = {
  encoding: 'scalar',
  icon: 'world',
  schema: () => shape,
  sortKey: (value) => value.lat,
  parse: (input) => {
    const [lat, lng, ...rest] = input
      .split(/[,;\s]+/)
      .filter((word) => word !== '')
      .map(Number);
    const point = shape.safeParse({ lat, lng });
    return point.success && rest.length === 0
      ? { ok: true, value: point.data }
      : { ok: false, reason: 'is not a latitude and a longitude' };
  },
  format: (value) => `${value.lat}, ${value.lng}`,
  searchText: () => '',
  operators: presenceOperators,
};
