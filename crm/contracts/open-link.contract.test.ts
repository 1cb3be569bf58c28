import { describe, expect, it } from 'vitest';
import {
  formatOpenLink,
  openLinkTextSchema,
  placeOfLink,
  workspaceOfPlace,
} from './open-link.contract.ts';
import { routeSchema } from './ipc.contract.ts';

const WORKSPACE = '0190a000-0000-7000-8000-00000000000a';
const RECORD = '0190a000-0000-7000-8000-00000000000b';

describe('a link to a place', () => {
  it.each([`/deal/${RECORD}`, '/deal?view=board&pipeline=Sales', '/desk/mine', '/tasks'])(
    'leads there, and says in which workspace that is: %s',
    (place) => {
      const link = formatOpenLink(WORKSPACE, place) ?? '';
      expect(openLinkTextSchema.safeParse(link).success).toBe(true);
      const found = placeOfLink(link) ?? '';
      expect(found.startsWith(place)).toBe(true);
      expect(workspaceOfPlace(found)).toBe(WORKSPACE);
      expect(routeSchema.safeParse(found).success).toBe(true);
    },
  );

  it.each([
    'rapport://open/',
    `rapport://open/${WORKSPACE}`,
    `rapport://open/${WORKSPACE}/`,
    `rapport://open/deal/${RECORD}`,
    `rapport://open/${WORKSPACE}/deal/<script>`,
    `rapport://open/${WORKSPACE}/deal#x`,
    `rapport://open/${WORKSPACE}/${'a'.repeat(2000)}`,
    `https://open/${WORKSPACE}/tasks`,
  ])('is no other text: %s', (text) => {
    expect(placeOfLink(text)).toBeNull();
  });

  it('is none for a place that does not fit into one', () => {
    expect(formatOpenLink(WORKSPACE, `/deal?filter=${'a'.repeat(2000)}`)).toBeUndefined();
  });
});
