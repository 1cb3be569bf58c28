/** What an account's answers say together, small above their list; the way to all that is made of them. */
import { figureOf, MEASURES, type Measure } from '../../../crm/modules/survey/figures.ts';
import { useNavigation, useSession } from '../session/session.tsx';
import { figureWords } from './figure-words.ts';
import { useFigures } from './use-figures.ts';
import './surveys.css';

export function AccountFigures({ account }: { readonly account: string }) {
  const { openFigures } = useNavigation();
  return (
    <button
      type="button"
      className="account-figures"
      title="Survey figures of this account"
      onClick={() => openFigures(account)}
    >
      {MEASURES.map((measure) => (
        <Figure key={measure} measure={measure} account={account} />
      ))}
      <span className="account-figures-way">Survey figures</span>
    </button>
  );
}

function Figure({ measure, account }: { readonly measure: Measure; readonly account: string }) {
  const { locale } = useSession();
  const figures = useFigures(measure, null, { account });
  const figure = figures === undefined ? null : figureOf(measure, figures.total);
  if (figure === null) return null;
  return (
    <span>
      {measure} <strong>{figureWords(measure, figure, locale)}</strong>
    </span>
  );
}
