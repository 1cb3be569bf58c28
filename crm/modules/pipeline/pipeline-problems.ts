/** Why a change of a pipeline is refused, and what to do about it. */
import type { PipelineStage } from '../../kernel/pipelines.ts';
import { fail, type Result } from '../../kernel/result.ts';

export function gone(what: string): Result<never> {
  return fail({
    code: 'record-gone',
    message: `This ${what} no longer exists.`,
    remedy: 'A teammate may have removed it; undo brings it back.',
  });
}

export function tooMany(what: string, max: number): Result<never> {
  return fail({
    code: 'too-many',
    message: `There can be ${max} ${what} at most.`,
    remedy: 'Remove one that nobody needs first.',
  });
}

export function builtInStays(): Result<never> {
  return fail({
    code: 'built-in',
    message: 'The first pipeline stays: every new deal begins in it.',
    remedy: 'Rename it and its stages, or remove other pipelines.',
  });
}

export function lastOfItsKind({ label, outcome }: PipelineStage, pipeline: string): Result<never> {
  return fail({
    code: 'last-stage',
    message: `${label} is the last stage of ${pipeline} in which a deal is ${outcome}.`,
    remedy: 'Rename it, or add another one first.',
  });
}

export function stillUsed({ label }: PipelineStage, count: number): Result<never> {
  return fail({
    code: 'stage-in-use',
    message: `${count === 1 ? 'One deal stands' : `${count} deals stand`} in ${label}.`,
    remedy: 'Say into which stage they go.',
  });
}
