import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallOutput } from '../../../crm/contracts/worker-rpc.contract.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { Problem } from '../../../crm/kernel/result.ts';
import { useSession } from '../session/session.tsx';

/** Whoever has more to clean starts with the likeliest. */
const LIMIT = 500;

type Found = Extract<CallOutput<'duplicates.list'>, { ok: true }>['value'];

export interface DuplicatesAnswer {
  readonly found: Found | undefined;
  readonly problem: Problem | undefined;
  /** 0 to 1 while all records are looked at for the first time. */
  readonly progress: number;
}

/** The duplicates of an entity, asked again whenever its records change. */
export function useDuplicates(entity: EntityDef): DuplicatesAnswer {
  const { client } = useSession();
  const [answer, setAnswer] = useState<DuplicatesAnswer>({
    found: undefined,
    problem: undefined,
    progress: 0,
  });
  const asking = useRef(0);
  const { name } = entity;
  const ask = useCallback(() => {
    const turn = ++asking.current;
    client.call('duplicates.list', { entity: name, limit: LIMIT }).then(
      (list) => {
        if (turn !== asking.current) return;
        setAnswer(
          list.ok
            ? { found: list.value, problem: undefined, progress: 1 }
            : { found: undefined, problem: list.problem, progress: 1 },
        );
      },
      () => undefined,
    );
  }, [client, name]);
  useEffect(() => {
    ask();
    const stopChanges = client.on('duplicates.changed', (change) => {
      if (change.entity === name) ask();
    });
    const stopProgress = client.on('duplicates.progress', ({ entity: of, done, total }) => {
      if (of === name && total > 0) setAnswer((before) => ({ ...before, progress: done / total }));
    });
    return () => {
      asking.current += 1;
      stopChanges();
      stopProgress();
    };
  }, [ask, client, name]);
  return answer;
}
