import { useMemo, useState } from 'react';
import {
  PARTS,
  figuresFrom,
  questionFor,
  scopeConditions,
  type Breakdown,
  type Figures,
  type FiguresScope,
  type Measure,
} from '../../../crm/modules/survey/figures.ts';
import type { Query, QueryResult } from '../../../crm/kernel/query.ts';
import { useLiveQuery } from '../session/use-live-query.ts';

/**
 * undefined until all of its counts are there: a figure from half of them would be a wrong one. Asked for others, it is
 * the old one until then. A measure and a breakdown are a component's own: it is not asked for another one of these.
 */
export function useFigures(
  measure: Measure,
  by: Breakdown | null,
  { account, days }: FiguresScope,
): Figures | undefined {
  const asked = useMemo(() => {
    const only = scopeConditions({ account, days });
    const [all, ...parts] = PARTS[measure].map((part) => questionFor(measure, part, by, only));
    return { all, first: parts[0] ?? null, second: parts[1] ?? null };
  }, [measure, by, account, days]);
  const all = useAnswer(asked.all ?? null);
  const first = useAnswer(asked.first);
  const second = useAnswer(asked.second);
  const fresh = useMemo(() => {
    if (all === undefined) return undefined;
    if (asked.first !== null && first === undefined) return undefined;
    if (asked.second !== null && second === undefined) return undefined;
    return figuresFrom([all, first, second].filter((one) => one !== undefined));
  }, [asked, all, first, second]);
  const [kept, setKept] = useState(fresh);
  if (fresh !== undefined && fresh !== kept) setKept(fresh);
  return fresh ?? kept;
}

/** What is on screen of another measure is no answer to this one. */
function useAnswer(query: Query | null): QueryResult | undefined {
  const { result, answers } = useLiveQuery(query);
  return query !== null && JSON.stringify(answers) === JSON.stringify(query) ? result : undefined;
}
