import { useSession } from '../session/session.tsx';
import { missingRates, sumInWords, sumText, type SumParts } from './sums.ts';
import './sum.css';

/** A total as one figure. Parts without an exchange rate are marked, and said: they are never added to it. */
export function Sum({ parts, of }: { readonly parts: SumParts | undefined; readonly of: string }) {
  const { locale, currency } = useSession();
  const sum = sumInWords(parts, locale, currency);
  if (sum.whole === '' && sum.apart.length === 0) return null;
  const missing = missingRates(sum);
  const title = `Sum of ${of}: ${sumText(parts, locale, currency)}`;
  return (
    <span className="sum" title={missing === '' ? title : `${title}. ${missing}.`}>
      {sum.whole}
      {sum.apart.map(({ currency: code, text }, index) => (
        <span key={code} className="sum-apart">
          {index === 0 && sum.whole === '' ? '' : ' + '}
          {text}
          <span className="visually-hidden"> (no exchange rate for {code})</span>
        </span>
      ))}
    </span>
  );
}
