/** What customers answer, in figures: by score, by month, by account and by agent. Every number opens its answers. */
import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import {
  MEANINGS,
  MEASURES,
  figureOf,
  type FiguresScope,
  type Measure,
} from '../../../crm/modules/survey/figures.ts';
import { surveyResponse } from '../../../crm/modules/survey/survey-response.entity.ts';
import { RecordLink } from '../fields/record-link.tsx';
import { useLinkTitles } from '../fields/use-link-titles.ts';
import { Icon } from '../icons/icon.tsx';
import { useNavigation, useSession } from '../session/session.tsx';
import { AnswerLines } from './answer-lines.tsx';
import { ScoreLines } from './score-lines.tsx';
import { TOO_FEW, answersWords, figureWords } from './figure-words.ts';
import { useFigures } from './use-figures.ts';
import './surveys.css';

export interface FiguresPlace extends FiguresScope {
  /** Absent: the first that has answers. */
  readonly measure?: Measure | undefined;
}

interface FiguresPageProps {
  readonly place: FiguresPlace;
  readonly onPlace: (place: FiguresPlace) => void;
  /** To what customers are asked. */
  readonly onSurveys: () => void;
}

/** How far back, in days. */
const SPANS: readonly (readonly [days: number, label: string])[] = [
  [30, 'Last 30 days'],
  [90, 'Last 90 days'],
  [365, 'Last 365 days'],
];

export function FiguresPage({ place, onPlace, onSurveys }: FiguresPageProps) {
  const { account, days } = place;
  const { openList } = useNavigation();
  const scope: FiguresScope = { account, days };
  const csat = useFigures('CSAT', null, scope);
  const nps = useFigures('NPS', null, scope);
  const ces = useFigures('CES', null, scope);
  const figures = { CSAT: csat, NPS: nps, CES: ces };
  const known = MEASURES.every((one) => figures[one] !== undefined);
  const shown = place.measure ?? MEASURES.find((one) => (figures[one]?.total.count ?? 0) > 0);
  const none = known && MEASURES.every((one) => figures[one]?.total.count === 0);
  return (
    <main className="survey-figures" aria-busy={!known}>
      <header className="page-header">
        <h1>Survey figures</h1>
        {account !== undefined && (
          <AccountScope id={account} onAll={() => onPlace({ ...place, account: undefined })} />
        )}
        <span className="page-header-space" />
        <Select
          aria-label="Answers of"
          placeholder="All answers"
          data={SPANS.map(([value, label]) => ({ value: String(value), label }))}
          value={days === undefined ? null : String(days)}
          clearable
          onChange={(value) =>
            onPlace({ ...place, days: value === null ? undefined : Number(value) })
          }
        />
        <Button
          className="header-button"
          title="Survey answers"
          variant="subtle"
          color="gray"
          leftSection={<Icon name="star" size={14} />}
          onClick={() => openList(surveyResponse.name)}
        >
          Survey answers
        </Button>
        <Button
          className="header-button"
          title="Surveys"
          variant="default"
          leftSection={<Icon name="settings" size={14} />}
          onClick={onSurveys}
        >
          Surveys
        </Button>
      </header>
      {none ? (
        <div className="empty">
          <Icon name="star" size={28} />
          <h2>No answers{account === undefined && days === undefined ? ' yet' : ' here'}</h2>
          <p>
            Ask for feedback from a resolved ticket, or log what a customer said: with + beside
            “Survey answers” on a ticket, a contact or an account.
          </p>
          <Button variant="light" onClick={onSurveys}>
            To the surveys
          </Button>
        </div>
      ) : (
        known && (
          <div className="survey-figures-body">
            <div className="survey-cards" role="group" aria-label="Measure">
              {MEASURES.map((measure) => (
                <Card
                  key={measure}
                  measure={measure}
                  tally={figures[measure]?.total}
                  isShown={measure === shown}
                  onShow={() => onPlace({ ...place, measure })}
                />
              ))}
            </div>
            {shown !== undefined && (
              <Measured
                key={shown}
                measure={shown}
                scope={scope}
                count={figures[shown]?.total.count ?? 0}
                onAccount={(id) => onPlace({ ...place, measure: shown, account: id })}
              />
            )}
          </div>
        )
      )}
    </main>
  );
}

/** Whose answers these are, with the way to its page and to those of all. */
function AccountScope({ id, onAll }: { readonly id: string; readonly onAll: () => void }) {
  const titles = useLinkTitles('account', [id]);
  const title = titles.get(id) ?? '';
  return (
    <span className="survey-scope">
      <RecordLink entity="account" id={id} room="record">
        {title}
      </RecordLink>
      <Button variant="subtle" size="compact-sm" onClick={onAll}>
        All accounts
      </Button>
    </span>
  );
}

interface CardProps {
  readonly measure: Measure;
  readonly tally: Parameters<typeof figureOf>[1] | undefined;
  readonly isShown: boolean;
  readonly onShow: () => void;
}

function Card({ measure, tally, isShown, onShow }: CardProps) {
  const { locale } = useSession();
  if (tally === undefined) return null;
  const figure = figureOf(measure, tally);
  return (
    <button type="button" className="survey-card" aria-pressed={isShown} onClick={onShow}>
      <span className="survey-card-name">{measure}</span>
      {figure === null ? (
        <span className="survey-card-few">{tally.count === 0 ? 'No answers' : TOO_FEW}</span>
      ) : (
        <strong>{figureWords(measure, figure, locale)}</strong>
      )}
      <span className="survey-card-more">
        {tally.count > 0 && `${answersWords(tally.count, locale)} · `}
        {MEANINGS[measure]}
      </span>
    </button>
  );
}

interface MeasuredProps {
  readonly measure: Measure;
  readonly scope: FiguresScope;
  /** Of all its answers. */
  readonly count: number;
  readonly onAccount: (id: string) => void;
}

function Measured({ measure, scope, count, onAccount }: MeasuredProps) {
  const [by, setBy] = useState<'account' | 'agent'>('account');
  if (count === 0) return null;
  // Of one account there is nothing to tell apart by account.
  const told = scope.account === undefined ? by : 'agent';
  return (
    <>
      <ScoreLines measure={measure} scope={scope} count={count} />
      <AnswerLines measure={measure} scope={scope} by="month" title="By month" />
      <AnswerLines
        key={told}
        measure={measure}
        scope={scope}
        by={told}
        title={told === 'account' ? 'By account' : 'By agent'}
        {...(told === 'account' ? { onLine: onAccount } : {})}
        {...(scope.account === undefined
          ? {
              other: {
                label: told === 'account' ? 'By agent' : 'By account',
                show: () => setBy(told === 'account' ? 'agent' : 'account'),
              },
            }
          : {})}
      />
    </>
  );
}
