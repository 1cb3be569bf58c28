/** Who gets leads that come without an owner, and who would get the next ones. */
import { useCallback, useRef, useState } from 'react';
import type { Values } from '../../../crm/kernel/derive.ts';
import type { Query } from '../../../crm/kernel/query.ts';
import type { Problem } from '../../../crm/kernel/result.ts';
import { lead } from '../../../crm/modules/lead/lead.entity.ts';
import { routingRule, type RoutingRule } from '../../../crm/modules/routing/routing-rule.entity.ts';
import { useActs } from '../../kit/acts/acts.ts';
import { EditorFoot } from '../../kit/acts/editor-foot.tsx';
import { useOneAtATime } from '../../kit/acts/use-one-at-a-time.ts';
import { FieldInput } from '../../kit/record/field-input.tsx';
import { titleLookup, type TitleOf } from '../../kit/session/session.tsx';
import { useLiveQuery } from '../../kit/session/use-live-query.ts';
import { useLinkedTitles } from '../../kit/record/use-linked-titles.ts';
import { KeptChoices, NEW } from './kept-choices.tsx';
import { NextLeads } from './next-leads.tsx';
import { ProblemLine } from '../../kit/acts/problem-line.tsx';
import './setting-form.css';

const RULES_MAX = 200;
const ALL: Query = {
  entity: 'routingRule',
  sort: [{ field: 'position', direction: 'ascending' }],
  window: { offset: 0, limit: RULES_MAX },
};
const FIELDS = ['name', 'method', 'people', 'territories', 'sources', 'position'] as const;

export function LeadRoutingSection() {
  const { result } = useLiveQuery(ALL);
  const [chosen, setChosen] = useState<string | null>(null);
  if (result === undefined) return <section aria-label="Lead routing" aria-busy="true" />;
  const rules = result.rows as unknown as readonly RoutingRule[];
  const shown = rules.find(({ id }) => id === chosen);
  return (
    <section aria-label="Lead routing">
      <h2>Lead routing</h2>
      <p className="field-help">
        {rules.length === 0
          ? 'No rules yet: a lead that is entered or imported without an owner stays without one.'
          : 'A lead that is entered or imported without an owner goes by the first rule that fits.'}{' '}
        Each desktop decides as it takes the lead in, also offline, from what it knows then; whoever
        has waited longest comes next, so turns even out when desktops meet again.
      </p>
      <KeptChoices
        all={rules.map(({ id, name = '', method }) => ({ id, name, hint: method }))}
        chosen={chosen}
        newLabel="New rule"
        onChoose={setChosen}
      />
      {(chosen === NEW || shown !== undefined) && (
        <RuleEditor
          key={chosen}
          rule={shown}
          last={rules.at(-1)?.position ?? 0}
          titleOf={titleLookup(result.titles)}
          onDone={setChosen}
        />
      )}
      {rules.length > 0 && <NextLeads entity={lead} version={result.version} />}
    </section>
  );
}

interface RuleEditorProps {
  /** undefined: a new one. */
  readonly rule: RoutingRule | undefined;
  /** Position of the last rule. */
  readonly last: number;
  readonly titleOf: TitleOf;
  readonly onDone: (id: string | null) => void;
}

function RuleEditor({ rule, last, titleOf, onDone }: RuleEditorProps) {
  const acts = useActs();
  const oneAtATime = useOneAtATime();
  // What the person saw when they began: what a teammate saves meanwhile is not taken back by saving here.
  const [base, setBase] = useState<Values>(() => startOf(rule, last));
  const [values, setValues] = useState(base);
  const [problem, setProblem] = useState<Problem | null>(null);
  const linked = useLinkedTitles(routingRule, values);
  const nameOf = useCallback<TitleOf>(
    (entity, id) => linked(entity, id) ?? titleOf(entity, id),
    [linked, titleOf],
  );
  /** Readable at once: a field commits and the form is sent within one event. */
  const latest = useRef(values);
  const commit = (key: string, value: unknown): void => {
    latest.current = { ...latest.current, [key]: value };
    setValues(latest.current);
  };
  const save = async (): Promise<void> => {
    if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur();
    const now = latest.current;
    if (rule !== undefined) {
      const refused = await acts.update(routingRule, rule.id, now, 'Routing rule changed', base);
      setProblem(refused);
      if (refused === null) setBase(now);
      return;
    }
    const made = await acts.create(routingRule, now);
    if (made.ok) onDone(made.value.id);
    else setProblem(made.problem);
  };
  const archive = async (): Promise<void> => {
    if (rule !== undefined && (await acts.archive(routingRule, [rule.id], true))) onDone(null);
  };
  return (
    <form
      className="policy setting-form"
      aria-label={rule?.name ?? 'New rule'}
      onSubmit={(event) => {
        event.preventDefault();
        oneAtATime(save);
      }}
    >
      {FIELDS.map((key) => (
        <FieldInput
          key={key}
          entity="routingRule"
          fieldKey={key}
          field={routingRule.fields[key]}
          value={values[key] ?? undefined}
          autoFocus={key === 'name' && rule === undefined}
          titleOf={nameOf}
          onCommit={(value) => commit(key, value)}
          onCancel={() => undefined}
        />
      ))}
      <ProblemLine problem={problem} />
      <EditorFoot
        save="Save rule"
        remove="Delete this rule"
        onRemove={rule === undefined ? undefined : () => void archive()}
        onCancel={rule === undefined ? () => onDone(null) : undefined}
      />
    </form>
  );
}

function startOf(rule: RoutingRule | undefined, last: number): Values {
  if (rule === undefined) return { method: 'Round robin', position: last + 1 };
  return Object.fromEntries(FIELDS.map((key) => [key, rule[key] ?? null]));
}
