/**
 * The invitation: `rapport://join/<base64url of JSON>`. Whoever holds it can read and write the workspace, so it is
 * shown only on request, never logged, and sent by the people themselves.
 */
import * as z from 'zod';

export const JOIN_LINK_PREFIX = 'rapport://join/';
/** Bounds what an operating system may hand us as an argument. */
export const JOIN_LINK_MAX_CHARS = 2000;

export const workspaceTokenSchema = z.string().regex(/^[0-9a-f-]{36}\.[A-Za-z0-9_-]{43}$/);

const invitationSchema = z.strictObject({
  v: z.literal(1),
  /** `ws://` or `wss://` address of the relay. */
  relay: z.url({ protocol: /^wss?$/ }).max(500),
  workspace: z.string().min(1).max(120),
  token: workspaceTokenSchema,
  /** ISO 4217: what the workspace counts in. Absent in links of the first versions. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
});
export type Invitation = z.infer<typeof invitationSchema>;

export function formatJoinLink(invitation: Invitation): string {
  const bytes = new TextEncoder().encode(JSON.stringify(invitation));
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return (
    JOIN_LINK_PREFIX + btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
  );
}

/** null when the text is not an invitation. Blanks and line breaks from a mail program are forgiven. */
export function parseJoinLink(text: string): Invitation | null {
  const link = text.replace(/\s+/g, '');
  if (!link.startsWith(JOIN_LINK_PREFIX) || link.length > JOIN_LINK_MAX_CHARS) return null;
  try {
    const binary = atob(
      link.slice(JOIN_LINK_PREFIX.length).replaceAll('-', '+').replaceAll('_', '/'),
    );
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    const parsed = invitationSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export function workspaceIdOf(token: string): string {
  return token.slice(0, 36);
}
