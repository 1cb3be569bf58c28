/** Answers told apart, a line each with its figure: by month, by account, by agent. */
import { Button } from '@mantine/core';
import { useMemo } from 'react';
import type { Condition } from '../../../crm/kernel/query.ts';
import {
  conditionsOf,
  figureOf,
  lineConditions,
  PARTS,
  scopeConditions,
  type Breakdown,
  type FigureLine,
  type FiguresScope,
  type Measure,
  type Part,
  type Tally,
} from '../../../crm/modules/survey/figures.ts';
import { surveyResponse } from '../../../crm/modules/survey/survey-response.entity.ts';
import { numberFormat } from '../fields/formatters.ts';
import { useNavigation, useSession } from '../session/session.tsx';
import { TallyBar } from './figure-bar.tsx';
import { TOO_FEW, figureWords, monthWords } from './figure-words.ts';
import { useFigures } from './use-figures.ts';

/** A page that one reads; each further account says its own on its page. */
const LINES_MAX = 24;

const HEADS: Readonly<Record<Breakdown, string>> = {
  month: 'Month',
  account: 'Account',
  agent: 'Agent',
};

const NOBODY: Readonly<Record<Breakdown, string>> = {
  month: 'No date',
  account: 'No account',
  agent: 'No agent',
};

/** What the parts of a figure are called. */
const PART_HEADS: Readonly<Record<Measure, Readonly<Record<Part, string>>>> = {
  CSAT: { all: 'Answers', good: 'Satisfied', bad: '' },
  NPS: { all: 'Answers', good: 'Promoters', bad: 'Detractors' },
  CES: { all: 'Answers', good: '', bad: '' },
};

interface AnswerLinesProps {
  readonly measure: Measure;
  readonly scope: FiguresScope;
  readonly by: Breakdown;
  readonly title: string;
  /** Narrows the page to one of them. */
  readonly onLine?: (key: string) => void;
  readonly other?: { readonly label: string; readonly show: () => void };
}

export function AnswerLines({ measure, scope, by, title, onLine, other }: AnswerLinesProps) {
  const { locale } = useSession();
  const { account, days } = scope;
  const only = useMemo(() => scopeConditions({ account, days }), [account, days]);
  const figures = useFigures(measure, by, scope);
  const lines = useMemo(() => inOrder(figures?.lines ?? [], by), [figures, by]);
  const shown = lines.slice(0, LINES_MAX);
  const parts = PARTS[measure];
  return (
    <section className="survey-lines" aria-label={title} aria-busy={figures === undefined}>
      <header>
        <h2>{title}</h2>
        {other !== undefined && (
          <Button variant="subtle" size="compact-sm" onClick={other.show}>
            {other.label}
          </Button>
        )}
      </header>
      <table>
        <thead>
          <tr>
            <th scope="col">{HEADS[by]}</th>
            <td className="survey-chart" aria-hidden="true" />
            <th scope="col">{measure}</th>
            {[...parts].toReversed().map((part) => (
              <th key={part} scope="col">
                {PART_HEADS[measure][part]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((line) => (
            <Line
              key={line.key}
              measure={measure}
              only={[...only, ...lineConditions(by, line.key)]}
              name={nameOf(line, by, locale)}
              tally={line.tally}
              {...(onLine === undefined || line.key === ''
                ? {}
                : { onLine: () => onLine(line.key) })}
            />
          ))}
        </tbody>
      </table>
      {lines.length > shown.length && (
        <p className="field-help">
          {numberFormat(locale, {}).format(lines.length - shown.length)} more with fewer answers:
          the page of each says its own.
        </p>
      )}
    </section>
  );
}

/** Months from the newest; all else by how much was said. */
function inOrder(lines: readonly FigureLine[], by: Breakdown): readonly FigureLine[] {
  return lines.toSorted((a, b) =>
    by === 'month' ? (a.key < b.key ? 1 : -1) : b.tally.count - a.tally.count,
  );
}

function nameOf({ key, label }: FigureLine, by: Breakdown, locale: string): string {
  if (key === '') return NOBODY[by];
  return by === 'month' ? monthWords(key, locale) : label;
}

interface LineProps {
  readonly measure: Measure;
  readonly only: readonly Condition[];
  readonly name: string;
  readonly tally: Tally;
  readonly onLine?: () => void;
}

function Line({ measure, only, name, tally, onLine }: LineProps) {
  const { locale } = useSession();
  const { openList } = useNavigation();
  const figure = figureOf(measure, tally);
  const counts: Readonly<Record<Part, number>> = {
    all: tally.count,
    good: tally.good,
    bad: tally.bad,
  };
  const open = (part: Part): void =>
    openList(surveyResponse.name, { all: [...conditionsOf(measure, part, only)] });
  return (
    <tr>
      <th scope="row">
        {onLine === undefined ? (
          name
        ) : (
          <button type="button" className="survey-figure" onClick={onLine}>
            {name}
          </button>
        )}
      </th>
      <td className="survey-chart" aria-hidden="true">
        {figure !== null && <TallyBar measure={measure} tally={tally} />}
      </td>
      <td>
        {figure === null ? (
          <span className="survey-none" title={TOO_FEW}>
            too few
          </span>
        ) : (
          <button
            type="button"
            className="survey-figure"
            aria-label={`${measure}, ${name}: ${figureWords(measure, figure, locale)}`}
            onClick={() => open('all')}
          >
            {figureWords(measure, figure, locale)}
          </button>
        )}
      </td>
      {[...PARTS[measure]].toReversed().map((part) => (
        <td key={part}>
          {counts[part] === 0 ? (
            <span className="survey-none">0</span>
          ) : (
            <button
              type="button"
              className="survey-figure"
              aria-label={`${PART_HEADS[measure][part]}, ${name}: ${counts[part]}`}
              onClick={() => open(part)}
            >
              {numberFormat(locale, {}).format(counts[part])}
            </button>
          )}
        </td>
      ))}
    </tr>
  );
}
