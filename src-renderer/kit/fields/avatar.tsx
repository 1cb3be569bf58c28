import { colorOf } from '../../../crm/contracts/person-color.ts';

/** A person as a small disc: initials on a colour that follows from who they are, the same on every desktop. */

interface AvatarProps {
  readonly name: string;
  /** What the colour follows from, when no colour is given. */
  readonly seed: string;
  readonly color?: string | undefined;
  readonly sizePx?: number;
  /** The name is read out and shown by the mouse; without it the name stands beside the disc. */
  readonly named?: boolean;
}

export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = letterOf(words[0]) || '?';
  const last = words.length > 1 ? letterOf(words.at(-1)) : '';
  return (first + last).toUpperCase();
}

/** The first; some scripts, and all emoji, write one as two code units. */
function letterOf(word = ''): string {
  const code = word.codePointAt(0);
  return code === undefined ? '' : String.fromCodePoint(code);
}

/** As in the style sheet. */
const USUAL_PX = 18;

function sizeStyle(sizePx: number) {
  if (sizePx === USUAL_PX) return {};
  return { width: sizePx, height: sizePx, fontSize: Math.max(8, Math.round(sizePx * 0.42)) };
}

export function Avatar({ name, seed, color, sizePx = USUAL_PX, named = false }: AvatarProps) {
  return (
    <span
      className="avatar"
      {...(named ? { role: 'img', 'aria-label': name, title: name } : { 'aria-hidden': true })}
      // Most are as large as the style sheet says: in lists there is one a row.
      style={{ ...sizeStyle(sizePx), backgroundColor: color ?? colorOf(seed) }}
    >
      {initialsOf(name)}
    </span>
  );
}
