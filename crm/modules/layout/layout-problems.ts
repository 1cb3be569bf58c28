/** Why a layout cannot be changed so, and what to do instead. */
import type { EntityDef } from '../../kernel/entity.ts';
import { ADDED_SECTIONS_MAX } from '../../kernel/layout.ts';
import { fail, type Result } from '../../kernel/result.ts';

type Refusal = Extract<Result<never>, { ok: false }>;

export function gone(thing: 'kind of record' | 'section' | 'field'): Refusal {
  return fail({
    code: 'record-gone',
    message: `This ${thing} is no longer there.`,
    remedy: 'Somebody of the team took it away; what is left is shown.',
  });
}

export function labelTaken(label: string): Refusal {
  return fail({
    code: 'label-taken',
    message: `There is a section called “${label}” already.`,
    remedy: 'Choose another name.',
    fields: ['label'],
  });
}

export function mustShow(entity: EntityDef, label: string): Refusal {
  return fail({
    code: 'field-needed',
    message: `${label} cannot be hidden.`,
    remedy: `Each ${entity.label.one.toLowerCase()} needs it.`,
  });
}

export function wideStays(label: string): Refusal {
  return fail({
    code: 'section-too-narrow',
    message: `${label} cannot stand there.`,
    remedy: 'What is as wide as the page stays in its section, and nothing else goes there.',
  });
}

export function tooManySections(): Refusal {
  return fail({
    code: 'too-many-sections',
    message: `At most ${ADDED_SECTIONS_MAX} sections can be added.`,
    remedy: 'Remove one, or rename one.',
  });
}

export function nothingToReset(entity: EntityDef): Refusal {
  return fail({
    code: 'nothing-to-reset',
    message: `The layout of ${entity.label.many.toLowerCase()} is as it came.`,
    remedy: 'Nothing has to be done.',
  });
}
