/** What the forms of the public pages take, and in which words they refuse. */
import * as z from 'zod';
import { withoutHiddenSigns } from '../../crm/kernel/hidden-signs.ts';
import { PUBLIC_LIMITS as limits } from './public-limits.ts';

/** Signs that no text of a person has; line breaks only where there may be lines. */
function cleaned(text: string, hasLines: boolean): string {
  const plain = withoutHiddenSigns(text.normalize('NFC').replaceAll(/\r\n?/g, '\n')).replaceAll(
    /[\p{Cc}\p{Cs}]/gu,
    (sign) => (hasLines && sign === '\n' ? sign : ' '),
  );
  return hasLines ? plain.trim() : plain.replaceAll(/\s+/g, ' ').trim();
}

const text = (maxChars: number, label: string, hasLines: boolean) =>
  z
    .string()
    .transform((sent) => cleaned(sent, hasLines))
    .pipe(
      z.string().max(maxChars, {
        error: `${label} is too long: ${maxChars} characters are taken.`,
        // What is too long is not looked at any further: a pattern may take the square of its length.
        abort: true,
      }),
    );
const line = (maxChars: number, label: string) => text(maxChars, label, false);
const lines = (label: string) => text(limits.messageMaxChars, label, true);
const needed = <Text extends z.ZodType<string>>(typed: Text, words: string) =>
  typed.refine((value) => value !== '', words);

const email = line(limits.emailMaxChars, 'The e-mail address').refine(
  (value) => /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>"]+$/.test(value),
  'Please enter an e-mail address at which we can answer, such as name@example.com.',
);
const name = needed(line(limits.nameMaxChars, 'The name'), 'Please tell us your name.');
const message = needed(lines('The message'), 'Please write a few words.');

export const askForm = z.object({
  name,
  email,
  subject: needed(
    line(limits.subjectMaxChars, 'The subject'),
    'Please say in a few words what it is about.',
  ),
  message,
});

export const contactForm = z.object({
  name,
  email,
  company: line(limits.nameMaxChars, 'The company'),
  phone: line(limits.phoneMaxChars, 'The phone number'),
  message,
});

export const answerForm = z.object({
  score: z
    .string()
    .regex(/^\d{1,2}$/, 'Please choose one of the numbers.')
    .transform(Number),
  message: lines('The comment'),
});

export const voteForm = z.object({ verdict: z.enum(['Helpful', 'Not Helpful']) });

export type Typed = Readonly<Record<string, string>>;

/** The fields of a form as they were sent, each once. */
export function typedIn(body: string): Typed {
  return Object.fromEntries(new URLSearchParams(body));
}

export type Checked<Value> =
  | { readonly ok: true; readonly value: Value }
  /** In plain words, by field. */
  | { readonly ok: false; readonly problems: ReadonlyMap<string, string> };

export function checkForm<Value>(form: z.ZodType<Value>, typed: Typed): Checked<Value> {
  const read = form.safeParse(withEmpty(form, typed));
  if (read.success) return { ok: true, value: read.data };
  const problems = new Map<string, string>();
  for (const { path, message: words } of read.error.issues) {
    const field = String(path[0] ?? '');
    if (!problems.has(field)) problems.set(field, words);
  }
  return { ok: false, problems };
}

/** A field that was not sent at all is an empty one. */
function withEmpty(form: z.ZodType, typed: Typed): Typed {
  const keys = form instanceof z.ZodObject ? Object.keys(form.shape) : [];
  return { ...Object.fromEntries(keys.map((key) => [key, ''])), ...typed };
}
