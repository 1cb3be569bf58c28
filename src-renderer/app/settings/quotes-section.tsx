/** What stands on every quote: who sends it, on which terms, and for how long it holds. */
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { VALID_DAYS } from '../../../crm/modules/quote/quote.rules.ts';
import { workspace } from '../../../crm/modules/workspace/workspace.entity.ts';
import { SET_TIME_ZONE } from '../../../crm/modules/workspace/workspace.rules.ts';
import { useActs } from '../../kit/acts/acts.ts';
import { thisWorkspace } from '../../kit/service/use-workspace-zone.ts';
import { useSession } from '../../kit/session/session.tsx';
import { useLiveQuery } from '../../kit/session/use-live-query.ts';
import { Button } from '@mantine/core';
import { SettingForm } from './setting-form.tsx';
import type { SettingsSectionProps } from './settings-section.ts';

const KEYS = ['quoteSender', 'quoteDetails', 'quoteTerms', 'quoteFoot', 'quoteValidDays'] as const;

export function QuotesSection({ workspace: open }: SettingsSectionProps) {
  const acts = useActs();
  const { timeZone } = useSession();
  const { result } = useLiveQuery(thisWorkspace);
  if (result === undefined) return <section aria-label="Quotes" aria-busy="true" />;
  const row = result.rows[0] as AnyRow | undefined;
  return (
    <section aria-label="Quotes">
      <h2>Quotes</h2>
      <p className="field-help">
        Stands on every quote of the workspace. Terms and days are those that a new quote begins
        with; each can be changed there. Without days it is valid for {VALID_DAYS}.
      </p>
      {row === undefined ? (
        // In a workspace from before it had a record of its own.
        <Button
          variant="default"
          onClick={() =>
            void acts.command(
              SET_TIME_ZONE,
              { name: open.workspaceName, timeZone },
              `The workspace counts in ${timeZone}`,
            )
          }
        >
          Begin
        </Button>
      ) : (
        <SettingForm
          entity={workspace}
          keys={KEYS}
          row={row}
          canRemove={false}
          save="Save"
          onDone={() => undefined}
        />
      )}
    </section>
  );
}
