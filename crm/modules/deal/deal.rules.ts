import type { WriteRule } from '../../kernel/command.ts';
import type { StageValue } from '../../kernel/fields/stage.field.ts';
import { stageNamed } from './stages.ts';

/**
 * Moving a deal keeps its outcome true: closing sets the closing date unless one is given, and a deal that is
 * opened again loses it together with the reason for its loss, as does one that is won after all.
 */
export const dealOnWrite: WriteRule = (before, patch, context) => {
  const stage = patch['stage'] as StageValue | undefined;
  if (stage === undefined) return { ok: true, patch };
  const outcome = stageNamed(stage.stage)?.outcome ?? 'open';
  const closed = patch['closedDate'] ?? before?.['closedDate'];
  if (outcome === 'open') {
    if (before === undefined) return { ok: true, patch };
    return {
      ok: true,
      patch: {
        ...patch,
        closedDate: patch['closedDate'] ?? null,
        lostReason: null,
        lostNotes: null,
      },
    };
  }
  const closedDate = closed ?? context.now.slice(0, 10);
  if (outcome === 'lost' || before === undefined)
    return { ok: true, patch: { ...patch, closedDate } };
  return { ok: true, patch: { ...patch, closedDate, lostReason: null, lostNotes: null } };
};
