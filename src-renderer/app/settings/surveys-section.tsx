/** What customers are asked. */
import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Values } from '../../../crm/kernel/derive.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { questionOf, scaleOf } from '../../../crm/contracts/survey-scale.ts';
import { survey } from '../../../crm/modules/survey/survey.entity.ts';
import { Icon } from '../../kit/icons/icon.tsx';
import { useNavigation } from '../../kit/session/session.tsx';
import { useSurveys } from '../../kit/service/use-portal.ts';
import { KeptChoices, NEW } from './kept-choices.tsx';
import { SettingForm } from './setting-form.tsx';

const KEYS = ['name', 'kind', 'question', 'followUp', 'language', 'active'] as const;
const FIRST: Values = { kind: 'CSAT', active: true };

export function SurveysSection() {
  const rows = useSurveys();
  const { openFigures } = useNavigation();
  const [chosen, setChosen] = useState<string | null>(null);
  if (rows === undefined) return <section aria-label="Surveys" aria-busy="true" />;
  const shown = rows.find(({ id }) => id === chosen);
  return (
    <section aria-label="Surveys">
      <h2>Surveys</h2>
      <p className="field-help">
        {rows.length === 0
          ? 'None yet. Ask how satisfied customers are with an answer (CSAT), whether they would recommend you (NPS), or how easy it was (CES).'
          : 'Asked by a link that a resolved ticket gives you, answered on the pages of the portal. An answer that somebody tells you is logged beside a ticket, a contact or an account, with + at “Survey answers”.'}
      </p>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<Icon name="star" size={14} />}
        onClick={() => openFigures()}
      >
        Survey figures
      </Button>
      <KeptChoices
        all={rows.map(({ id, name = '', kind, active }) => ({
          id,
          name,
          hint: active === true ? kind : `${kind ?? ''}, not asked`,
        }))}
        chosen={chosen}
        newLabel="New survey"
        onChoose={setChosen}
      />
      {(chosen === NEW || shown !== undefined) && (
        <SettingForm
          key={chosen}
          entity={survey}
          keys={KEYS}
          row={shown as unknown as AnyRow | undefined}
          first={FIRST}
          canRemove
          below={asked}
          onDone={setChosen}
        />
      )}
    </section>
  );
}

/** The question as customers read it. */
function asked(values: Values): ReactNode {
  const { kind, question } = values;
  const { min, max, low, high } = scaleOf(kind);
  return (
    <p className="field-help" role="status">
      “{questionOf({ kind, question })}” – from {min} ({low.toLowerCase()}) to {max} (
      {high.toLowerCase()})
    </p>
  );
}
