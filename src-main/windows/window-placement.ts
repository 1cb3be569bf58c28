import * as z from 'zod';

/** Narrow enough for half of a small screen; everything must be usable from 900 × 600 up. */
export const MIN_WIDTH = 480;
export const MIN_HEIGHT = 400;
const DEFAULT_WIDTH = 1280;
const DEFAULT_HEIGHT = 800;
/** So much of a window must lie on a display to be grabbed by a person. */
const MIN_VISIBLE = 100;
/** Each further window lies so much lower and to the right, to be seen as another one. */
const CASCADE = 28;

const rectangleSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
});
export type Rectangle = z.infer<typeof rectangleSchema>;

export const windowStateSchema = z.object({ bounds: rectangleSchema, maximized: z.boolean() });
export type WindowState = z.infer<typeof windowStateSchema>;

/**
 * Where a window opens: where the last one was, if that is still on a display (`workAreas`, the
 * primary first); a monitor that was unplugged must not swallow it. Device-independent pixels.
 */
export function placeWindow(
  saved: WindowState | null,
  workAreas: readonly Rectangle[],
  openWindows: number,
): WindowState {
  const primary = workAreas[0] ?? { x: 0, y: 0, width: DEFAULT_WIDTH, height: DEFAULT_HEIGHT };
  const shift = openWindows * CASCADE;
  if (saved !== null) {
    const moved = { ...saved.bounds, x: saved.bounds.x + shift, y: saved.bounds.y + shift };
    const home = workAreas.find((area) => visible(moved, area));
    if (home !== undefined) {
      return { bounds: within(moved, home), maximized: saved.maximized && openWindows === 0 };
    }
  }
  const width = saved?.bounds.width ?? DEFAULT_WIDTH;
  const height = saved?.bounds.height ?? DEFAULT_HEIGHT;
  const centred = {
    x: primary.x + Math.round((primary.width - width) / 2) + shift,
    y: primary.y + Math.round((primary.height - height) / 2) + shift,
    width,
    height,
  };
  return { bounds: within(centred, primary), maximized: false };
}

function visible(bounds: Rectangle, area: Rectangle): boolean {
  const right = Math.min(bounds.x + bounds.width, area.x + area.width);
  const bottom = Math.min(bounds.y + bounds.height, area.y + area.height);
  const width = right - Math.max(bounds.x, area.x);
  const height = bottom - Math.max(bounds.y, area.y);
  return width >= MIN_VISIBLE && height >= MIN_VISIBLE && bounds.y >= area.y - MIN_VISIBLE;
}

/** Not larger than the display (but never below the minimum), and its title bar on it. */
function within(bounds: Rectangle, area: Rectangle): Rectangle {
  const width = Math.max(MIN_WIDTH, Math.min(bounds.width, area.width));
  const height = Math.max(MIN_HEIGHT, Math.min(bounds.height, area.height));
  const x = Math.max(area.x, Math.min(bounds.x, area.x + area.width - MIN_VISIBLE));
  const y = Math.max(area.y, Math.min(bounds.y, area.y + area.height - MIN_VISIBLE));
  return { x, y, width, height };
}
