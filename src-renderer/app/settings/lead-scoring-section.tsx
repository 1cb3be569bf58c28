/** What makes a lead worth a call: rules with points, and what they make of the leads that are there. */
import { Button, Switch } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Query } from '../../../crm/kernel/query.ts';
import { entityNamed } from '../../../crm/modules/registry.ts';
import { lead as builtInLead } from '../../../crm/modules/lead/lead.entity.ts';
import { scoreRule, type ScoreRule } from '../../../crm/modules/score/score-rule.entity.ts';
import {
  SCORE_RULES_MAX,
  scoreRules,
  signed,
  type RuleInForce,
} from '../../../crm/modules/score/score-rules.ts';
import { useActs } from '../../kit/acts/acts.ts';
import { sayProblem } from '../../kit/acts/toast.tsx';
import { Icon } from '../../kit/icons/icon.tsx';
import { filterText } from '../../kit/list/condition-text.ts';
import { conditionsOf } from '../../kit/list/list-state.ts';
import { useFilterWords } from '../../kit/list/use-filter-words.ts';
import { useLiveQuery } from '../../kit/session/use-live-query.ts';
import { NEW } from './kept-choices.tsx';
import { ScoreRuleEditor } from './score-rule-editor.tsx';
import { ScoredLeads } from './scored-leads.tsx';
import './lead-scoring.css';

const ALL: Query = {
  entity: 'scoreRule',
  // One that is archived keeps the place of the rule that the program comes with.
  archived: 'with',
  sort: [],
  window: { offset: 0, limit: 200 },
};

export function LeadScoringSection() {
  const { result } = useLiveQuery(ALL);
  const [chosen, setChosen] = useState<string | null>(null);
  const rules = useMemo(
    () => scoreRules((result?.rows ?? []) as unknown as readonly Partial<ScoreRule>[]),
    [result],
  );
  if (result === undefined) return <section aria-label="Lead scoring" aria-busy="true" />;
  const shown = rules.find(({ id }) => id === chosen);
  return (
    <section aria-label="Lead scoring">
      <h2>Lead scoring</h2>
      <p className="field-help">
        Every rule that fits a lead adds its points, from 0 to 100 in all: 60 is hot, 30 is warm.
        Scores are never stored: they follow from what is known now, and each lead says why it has
        its own.
      </p>
      <table className="score-rules">
        <thead>
          <tr>
            <th>Points</th>
            <th>Reason</th>
            <th>When</th>
            <th>In use</th>
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <RuleRow
              key={rule.id}
              rule={rule}
              isChosen={rule.id === chosen}
              onChoose={() => setChosen(rule.id === chosen ? null : rule.id)}
            />
          ))}
        </tbody>
      </table>
      {rules.length < SCORE_RULES_MAX && (
        <Button
          variant="default"
          leftSection={<Icon name="plus" size={14} />}
          onClick={() => setChosen(NEW)}
        >
          New rule
        </Button>
      )}
      {(chosen === NEW || shown !== undefined) && (
        <ScoreRuleEditor
          key={chosen}
          rule={shown}
          onDone={() => setChosen(null)}
          onSaved={setChosen}
        />
      )}
      <ScoredLeads />
    </section>
  );
}

interface RuleRowProps {
  readonly rule: RuleInForce;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function RuleRow({ rule, isChosen, onChoose }: RuleRowProps) {
  const acts = useActs();
  const lead = entityNamed('lead') ?? builtInLead;
  const filters = useMemo(() => conditionsOf(rule.condition), [rule.condition]);
  const words = useFilterWords(lead, filters);
  const turn = async (off: boolean): Promise<void> => {
    const said = `“${rule.name}” ${off ? 'switched off' : 'in use'}`;
    // The rule as it came is written down the first time that somebody says something of it.
    const refused = rule.isStandard
      ? await acts.put(scoreRule, rule.id, { ...valuesOf(rule), off }, said)
      : await acts.update(scoreRule, rule.id, { off: off ? true : null }, said);
    if (refused !== null) sayProblem(refused);
  };
  return (
    <tr data-off={rule.off}>
      <td className="score-points">{signed(rule.points)}</td>
      <td>
        <button type="button" className="score-name" aria-expanded={isChosen} onClick={onChoose}>
          {rule.name}
        </button>
      </td>
      <td className="score-when">{filterText(lead, filters, words)}</td>
      <td>
        <Switch
          size="xs"
          aria-label={`Use “${rule.name}”`}
          checked={!rule.off}
          onChange={(event) => void turn(!event.currentTarget.checked)}
        />
      </td>
    </tr>
  );
}

function valuesOf({ name, points, condition }: RuleInForce) {
  return { name, points, condition: JSON.stringify(condition) };
}
