import { useCallback, useEffect, useRef, useState } from 'react';
import {
  IMPORT_MAX_BYTES,
  type ImportPlan,
  type ImportReading,
} from '../../../crm/contracts/rpc/import.rpc.ts';
import { useSession } from '../session/session.tsx';
import { planFor, type ChosenFile, type ImportStep } from './import-state.ts';

export interface ImportWizard {
  readonly state: ImportStep;
  readonly choose: (file: File) => Promise<void>;
  /** Reads the file again, as another entity or in another way. */
  readonly reread: (part: {
    readonly entity?: string;
    readonly reading?: Partial<ImportReading>;
  }) => Promise<void>;
  /** As an export of this program; null: of none that is known. */
  readonly readAs: (format: string | null) => Promise<void>;
  /** Without what is remembered of such files. */
  readonly guessAgain: () => Promise<void>;
  /** Another sheet of the workbook: a table of its own, about which nothing is known yet. */
  readonly readSheet: (sheet: string) => Promise<void>;
  readonly change: (plan: Partial<ImportPlan>) => void;
  readonly rehearse: (plan?: ImportPlan) => Promise<void>;
  readonly run: () => Promise<void>;
  readonly cancel: () => Promise<void>;
  readonly backToMatching: () => void;
  readonly undo: () => Promise<void>;
  readonly startOver: () => void;
}

interface Again {
  readonly sheet?: string;
  readonly format?: string | null;
  readonly fresh?: boolean;
  /** What the person chose for the same columns. */
  readonly keep?: ImportPlan;
}

/** Another delimiter may give other columns, for which nothing has been chosen yet. */
function kept(plan: ImportPlan, chosen: ImportPlan | undefined): ImportPlan {
  if (chosen === undefined || chosen.mapping.length !== plan.mapping.length) return plan;
  const { mapping, keyField, also, corrections, createMissing } = chosen;
  return { ...plan, mapping, keyField, also, corrections, createMissing };
}

const START: ImportStep = { step: 'choose', problem: null };

export function useImport(wantedEntity: string | undefined): ImportWizard {
  const { client } = useSession();
  const [state, setState] = useState<ImportStep>(START);
  const latest = useRef(state);
  const show = useCallback((next: ImportStep) => {
    latest.current = next;
    setState(next);
  }, []);

  useEffect(
    () =>
      client.on('import.progress', ({ importId, done, total }) => {
        const now = latest.current;
        if (now.step === 'running' && now.plan.importId === importId)
          show({ ...now, progress: { done, total } });
      }),
    [client, show],
  );

  const inspect = useCallback(
    async (
      file: ChosenFile,
      entity: string | undefined,
      reading: Partial<ImportReading>,
      { sheet, format, fresh, keep }: Again = {},
    ): Promise<void> => {
      const before = latest.current;
      show({ step: 'reading', file });
      const read = await client.call('import.inspect', {
        fileName: file.name,
        bytes: file.bytes,
        ...(entity === undefined ? {} : { entity }),
        ...(sheet === undefined ? {} : { sheet }),
        ...(format === undefined ? {} : { format }),
        ...(fresh === undefined ? {} : { fresh }),
        ...(Object.keys(reading).length === 0 ? {} : { reading }),
      });
      if (read.ok) {
        const { value: inspection } = read;
        const plan = kept(planFor(inspection), keep);
        show({ step: 'match', file, inspection, plan, problem: null });
      } else if (read.problem.code === 'import-whole-workspace') show({ step: 'whole', file });
      else if (before.step === 'match') show({ ...before, problem: read.problem });
      else show({ step: 'choose', problem: read.problem });
    },
    [client, show],
  );

  const choose = useCallback(
    async (file: File): Promise<void> => {
      if (file.size > IMPORT_MAX_BYTES) {
        const limit = `${IMPORT_MAX_BYTES / 1024 / 1024} MB`;
        show({
          step: 'choose',
          problem: {
            code: 'import-too-large',
            message: `${file.name} is larger than ${limit}.`,
            remedy: 'Split it into several files.',
          },
        });
        return;
      }
      const bytes = new Uint8Array(await file.arrayBuffer());
      await inspect({ name: file.name, bytes }, wantedEntity, {});
    },
    [inspect, show, wantedEntity],
  );

  const reread: ImportWizard['reread'] = async ({ entity, reading }) => {
    const now = latest.current;
    if (now.step !== 'match') return;
    const { sheet, format } = now.inspection;
    await inspect(
      now.file,
      entity ?? now.plan.entity,
      { ...now.plan.reading, ...reading },
      {
        ...(sheet === null ? {} : { sheet }),
        format,
        ...(entity === undefined ? { keep: now.plan } : {}),
      },
    );
  };

  const readSheet: ImportWizard['readSheet'] = async (sheet) => {
    const now = latest.current;
    if (now.step === 'match') await inspect(now.file, wantedEntity, {}, { sheet });
  };

  const readAs: ImportWizard['readAs'] = async (format) => {
    const now = latest.current;
    if (now.step !== 'match') return;
    const { sheet } = now.inspection;
    const entity = format === null ? now.plan.entity : undefined;
    await inspect(now.file, entity, now.plan.reading, {
      ...(sheet === null ? {} : { sheet }),
      format,
    });
  };

  const change = (part: Partial<ImportPlan>): void => {
    const now = latest.current;
    if (now.step === 'match') show({ ...now, plan: { ...now.plan, ...part }, problem: null });
  };

  const work = async (plan: ImportPlan, rehearsal: boolean): Promise<void> => {
    const now = latest.current;
    if (now.step !== 'match' && now.step !== 'rehearsed') return;
    const { file, inspection } = now;
    show({ step: 'running', file, inspection, plan, progress: null, rehearsal });
    const done = await client.call(rehearsal ? 'import.rehearse' : 'import.run', plan);
    if (!done.ok) {
      const { problem } = done;
      if (now.step === 'rehearsed') show({ ...now, problem });
      else show({ step: 'match', file, inspection, plan, problem });
    } else if (rehearsal) {
      show({ step: 'rehearsed', file, inspection, plan, report: done.value, problem: null });
    } else show({ step: 'done', plan, report: done.value, undone: false, problem: null });
  };

  return {
    state,
    choose,
    reread,
    readSheet,
    readAs,
    guessAgain: async () => {
      const now = latest.current;
      if (now.step !== 'match') return;
      const { sheet } = now.inspection;
      await inspect(
        now.file,
        wantedEntity,
        {},
        {
          ...(sheet === null ? {} : { sheet }),
          fresh: true,
        },
      );
    },
    change,
    rehearse: async (plan) => {
      const now = latest.current;
      if (now.step === 'match' || now.step === 'rehearsed') await work(plan ?? now.plan, true);
    },
    run: async () => {
      const now = latest.current;
      if (now.step === 'match' || now.step === 'rehearsed') await work(now.plan, false);
    },
    cancel: async () => {
      const now = latest.current;
      if (now.step === 'running')
        await client.call('import.cancel', { importId: now.plan.importId });
    },
    backToMatching: () => {
      const now = latest.current;
      if (now.step === 'rehearsed') {
        show({
          step: 'match',
          file: now.file,
          inspection: now.inspection,
          plan: now.plan,
          problem: null,
        });
      }
    },
    undo: async () => {
      const now = latest.current;
      if (now.step !== 'done') return;
      const undone = await client.call('undo.run', { id: now.report.batch });
      show(
        undone.ok ? { ...now, undone: true, problem: null } : { ...now, problem: undone.problem },
      );
    },
    startOver: () => show(START),
  };
}
