import type { WriteRule } from '../../kernel/command.ts';
import type { Values } from '../../kernel/derive.ts';
import type { AnyRow } from '../../kernel/entity.ts';
import { missingFor } from '../../kernel/fields/stage-standing.ts';
import type { StageValue } from '../../kernel/fields/stage.field.ts';
import { fail, type Problem } from '../../kernel/result.ts';
import { deal } from './deal.entity.ts';
import { stageNamed } from './stages.ts';

/**
 * Moving a deal keeps its outcome true: closing sets the closing date unless one is given, and a deal that is
 * opened again loses it together with the reason for its loss, as does one that is won after all. A deal comes
 * into a stage only with what the stage requires (`stages.ts`), and keeps that as long as it stands there.
 */
export const dealOnWrite: WriteRule = (before, patch, context) => {
  const refused = refusalOf(before, patch);
  if (refused !== undefined) return fail(refused);
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

/**
 * A deal that came into its stage without what it requires (by an import) can be edited and moved within the
 * stage: only entering it, and clearing what it requires, is refused.
 */
function refusalOf(before: AnyRow | undefined, patch: Values): Problem | undefined {
  const from = (before?.['stage'] as StageValue | undefined)?.stage;
  const name = (patch['stage'] as StageValue | undefined)?.stage ?? from;
  if (name === undefined) return undefined;
  const stage = stageNamed(name);
  const missing = missingFor(stage, { ...before, ...patch }).filter(
    (key) => name !== from || key in patch,
  );
  if (missing.length === 0) return undefined;
  const labels = missing.map((key) => `“${deal.fields[key as keyof typeof deal.fields].label}”`);
  return {
    code: 'stage-requires-field',
    message: `A deal in ${stage?.label ?? name} needs ${labels.join(', ')}.`,
    remedy: 'Fill it in first, or move the deal on the board or its page: there it is asked for.',
    fields: missing,
    ...(before === undefined ? {} : { record: `deal/${before.id}` }),
  };
}
