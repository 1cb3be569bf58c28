/** A person as a small disc: initials on a colour that follows from who they are, the same on every desktop. */

interface AvatarProps {
  readonly name: string;
  /** What the colour follows from, when no colour is given. */
  readonly seed: string;
  readonly color?: string | undefined;
  readonly sizePx?: number;
}

export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = words[0]?.[0] ?? '?';
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? '') : '';
  return (first + last).toUpperCase();
}

function hueOf(seed: string): number {
  let hash = 0;
  for (const char of seed) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) % 360;
  return hash;
}

export function Avatar({ name, seed, color, sizePx = 18 }: AvatarProps) {
  return (
    <span
      className="avatar"
      aria-hidden="true"
      style={{
        width: sizePx,
        height: sizePx,
        fontSize: Math.max(8, Math.round(sizePx * 0.42)),
        backgroundColor: color ?? `hsl(${hueOf(seed)} 42% 40%)`,
      }}
    >
      {initialsOf(name)}
    </span>
  );
}
