/** Taking in a file that holds a whole workspace: tried out at once, written when the person says so. */
import { useCallback, useEffect, useState } from 'react';
import type { OpenedFile, RestoreReport } from '../../../crm/contracts/rpc/workspace-file.rpc.ts';
import type { Problem } from '../../../crm/kernel/result.ts';
import { useSession } from '../session/session.tsx';
import type { ChosenFile } from './import-state.ts';

export type WholeStep =
  | { readonly step: 'reading' }
  | { readonly step: 'failed'; readonly problem: Problem }
  | {
      readonly step: 'rehearsed';
      readonly opened: OpenedFile;
      readonly report: RestoreReport;
      readonly problem: Problem | null;
    }
  | {
      readonly step: 'running';
      readonly opened: OpenedFile;
      readonly progress: { readonly done: number; readonly total: number } | null;
    }
  | {
      readonly step: 'done';
      readonly report: RestoreReport;
      readonly undone: boolean;
      /** Why it could not be undone. */
      readonly problem: Problem | null;
    };

export interface WholeImport {
  readonly state: WholeStep;
  readonly run: () => Promise<void>;
  readonly cancel: () => Promise<void>;
  readonly undo: () => Promise<void>;
}

export function useWholeImport(file: ChosenFile): WholeImport {
  const { client } = useSession();
  const [state, setState] = useState<WholeStep>({ step: 'reading' });

  useEffect(
    () =>
      client.on('workspaceFile.progress', ({ fileId, done, total }) =>
        setState((now) =>
          now.step === 'running' && now.opened.fileId === fileId
            ? { ...now, progress: { done, total } }
            : now,
        ),
      ),
    [client],
  );

  const rehearse = useCallback(async (): Promise<WholeStep> => {
    const opened = await client.call('workspaceFile.open', {
      fileName: file.name,
      bytes: file.bytes,
    });
    if (!opened.ok) return { step: 'failed', problem: opened.problem };
    const { fileId } = opened.value;
    const rehearsed = await client.call('workspaceFile.rehearse', { fileId });
    return rehearsed.ok
      ? { step: 'rehearsed', opened: opened.value, report: rehearsed.value, problem: null }
      : { step: 'failed', problem: rehearsed.problem };
  }, [client, file]);

  useEffect(() => {
    let current = true;
    const begin = async (): Promise<void> => {
      const next = await rehearse();
      if (current) setState(next);
    };
    void begin();
    return () => {
      current = false;
    };
  }, [rehearse]);

  return {
    state,
    run: async () => {
      if (state.step !== 'rehearsed') return;
      const { opened } = state;
      setState({ step: 'running', opened, progress: null });
      const done = await client.call('workspaceFile.run', { fileId: opened.fileId });
      setState(
        done.ok
          ? { step: 'done', report: done.value, undone: false, problem: null }
          : { ...state, problem: done.problem },
      );
    },
    cancel: async () => {
      if (state.step === 'running')
        await client.call('workspaceFile.cancel', { fileId: state.opened.fileId });
    },
    undo: async () => {
      if (state.step !== 'done') return;
      const undone = await client.call('undo.run', { id: state.report.batch });
      setState(
        undone.ok
          ? { ...state, undone: true, problem: null }
          : { ...state, problem: undone.problem },
      );
    },
  };
}
