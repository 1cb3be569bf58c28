/**
 * A link to a place in a workspace: `rapport://open/<workspace id>/<place>`. It says where to look and opens nothing by
 * itself: whoever is not in the workspace finds nothing there.
 */
import * as z from 'zod';

export const OPEN_LINK_PREFIX = 'rapport://open/';
/** Bounds what an operating system may hand us as an argument. */
const PLACE_MAX_CHARS = 900;

const shape = new RegExp(
  `^${OPEN_LINK_PREFIX}([0-9a-f-]{36})(/[A-Za-z0-9\\-._~%!$&'()*+,;=:@/?]{1,${PLACE_MAX_CHARS}})$`,
);

export const openLinkTextSchema = z.string().regex(shape);

/** Which workspace a place is in, as a parameter of its address. */
const WORKSPACE = 'in';

/** `place` is what stands behind `#` in an address; undefined when it is too long, or cannot be a link. */
export function formatOpenLink(workspaceId: string, place: string): string | undefined {
  const link = `${OPEN_LINK_PREFIX}${workspaceId}${place}`;
  return shape.test(link) ? link : undefined;
}

/** The address that the link leads to, with the workspace that it is in; null when the text is no such link. */
export function placeOfLink(link: string): string | null {
  const [, workspaceId, place] = shape.exec(link) ?? [];
  if (workspaceId === undefined || place === undefined) return null;
  return `${place}${place.includes('?') ? '&' : '?'}${WORKSPACE}=${workspaceId}`;
}

/** The workspace that an address asks for; null for one that is of whichever is open. */
export function workspaceOfPlace(place: string): string | null {
  return new URLSearchParams(place.split('?', 2)[1] ?? '').get(WORKSPACE);
}
