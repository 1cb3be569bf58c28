/** One score rule: the reason, the points, and of which leads; how many those are is said as one builds it. */
import { NumberInput, TextInput } from '@mantine/core';
import { useMemo, useRef, useState } from 'react';
import type { Values } from '../../../crm/kernel/derive.ts';
import type { Query } from '../../../crm/kernel/query.ts';
import type { Problem } from '../../../crm/kernel/result.ts';
import { lead as builtInLead } from '../../../crm/modules/lead/lead.entity.ts';
import { entityNamed } from '../../../crm/modules/registry.ts';
import { scoreRule } from '../../../crm/modules/score/score-rule.entity.ts';
import type { RuleInForce } from '../../../crm/modules/score/score-rules.ts';
import { useActs } from '../../kit/acts/acts.ts';
import { EditorFoot } from '../../kit/acts/editor-foot.tsx';
import { ProblemLine } from '../../kit/acts/problem-line.tsx';
import { useOneAtATime } from '../../kit/acts/use-one-at-a-time.ts';
import { numberFormat } from '../../kit/fields/formatters.ts';
import {
  countedIds,
  draftTree,
  filtersFrom,
  newCondition,
  type DraftGroup,
} from '../../kit/list/filter-draft.ts';
import { FilterParts } from '../../kit/list/filter-parts.tsx';
import { conditionsOf } from '../../kit/list/list-state.ts';
import { useSession } from '../../kit/session/session.tsx';
import { useLiveQuery } from '../../kit/session/use-live-query.ts';

interface ScoreRuleEditorProps {
  /** undefined: a new one. */
  readonly rule: RuleInForce | undefined;
  readonly onDone: () => void;
  readonly onSaved: (id: string) => void;
}

function showWhole(form: HTMLFormElement | null): void {
  form?.scrollIntoView({ block: 'nearest' });
}

const POINTS_AT_FIRST = 10;
const POINTS_MAX = 100;

export function ScoreRuleEditor({ rule, onDone, onSaved }: ScoreRuleEditorProps) {
  const acts = useActs();
  const oneAtATime = useOneAtATime();
  const lead = entityNamed('lead') ?? builtInLead;
  const [name, setName] = useState(rule?.name ?? '');
  const [points, setPoints] = useState<number | string>(rule?.points ?? POINTS_AT_FIRST);
  const [newId] = useState(countedIds);
  const [added, setAdded] = useState<number | null>(null);
  const [root, setRoot] = useState<DraftGroup>(() =>
    rule === undefined
      ? { ...draftTree([], newId), parts: [newCondition(newId)] }
      : draftTree(conditionsOf(rule.condition), newId),
  );
  const [problem, setProblem] = useState<Problem | null>(null);
  // What the person saw when they began: what a teammate saves meanwhile is not taken back by saving here.
  const base = useRef<Values>(
    rule === undefined ? {} : valuesOf(rule.name, rule.points, JSON.stringify(rule.condition)),
  );
  const filters = useMemo(() => filtersFrom(lead, root), [lead, root]);

  const save = async (): Promise<void> => {
    const [only] = filters;
    if (only === undefined || typeof points !== 'number') {
      setProblem({
        code: 'incomplete',
        message: 'A rule needs points, and something that is true of some leads.',
        remedy: 'Choose a field and what to compare it with.',
      });
      return;
    }
    const condition = JSON.stringify(filters.length === 1 ? only : { all: filters });
    const values = valuesOf(name.trim(), points, condition);
    if (rule?.isStandard === true) {
      setProblem(await acts.put(scoreRule, rule.id, values, 'Score rule changed'));
    } else if (rule !== undefined) {
      const refused = await acts.update(
        scoreRule,
        rule.id,
        values,
        'Score rule changed',
        base.current,
      );
      setProblem(refused);
      if (refused === null) base.current = values;
    } else {
      const made = await acts.create(scoreRule, values);
      if (made.ok) onSaved(made.value.id);
      else setProblem(made.problem);
    }
  };
  const archive = async (): Promise<void> => {
    if (rule !== undefined && (await acts.archive(scoreRule, [rule.id], true))) onDone();
  };
  return (
    <form
      // Below a long table: what is begun there is seen whole.
      ref={showWhole}
      className="score-editor"
      aria-label={rule?.name ?? 'New rule'}
      onSubmit={(event) => {
        event.preventDefault();
        oneAtATime(save);
      }}
    >
      <div className="score-said">
        <TextInput
          label="Reason, as a lead’s page says it"
          value={name}
          required
          maxLength={80}
          autoFocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NumberInput
          label="Points"
          value={points}
          min={-POINTS_MAX}
          max={POINTS_MAX}
          allowDecimal={false}
          required
          onChange={setPoints}
        />
      </div>
      <FilterParts
        entity={lead}
        group={root}
        depth={1}
        newId={newId}
        added={added}
        onAdd={setAdded}
        onChange={(next) => setRoot(next ?? { ...root, join: 'all', parts: [newCondition(newId)] })}
      />
      {filters.length > 0 && <Fitting filters={filters} />}
      <ProblemLine problem={problem} />
      <EditorFoot
        save="Save rule"
        remove="Delete this rule"
        onRemove={rule === undefined || rule.isStandard ? undefined : () => void archive()}
        onCancel={onDone}
      />
    </form>
  );
}

/** How many leads a rule would give its points, before it is saved. */
function Fitting({ filters }: { readonly filters: ReturnType<typeof filtersFrom> }) {
  const { locale } = useSession();
  const asked = useMemo<Query>(
    () => ({ entity: 'lead', sort: [], filter: { all: filters }, window: { offset: 0, limit: 0 } }),
    [filters],
  );
  const { result } = useLiveQuery(asked);
  const count = result?.count ?? 0;
  return (
    <p className="field-help" role="status">
      {result !== undefined &&
        `True of ${numberFormat(locale, {}).format(count)} ${count === 1 ? 'lead' : 'leads'}.`}
    </p>
  );
}

function valuesOf(name: string, points: number, condition: string): Values {
  return { name, points, condition };
}
