/** A quote as the customer sees it. What is shown before it is saved and what is printed are this one component. */
import { addressInWords, type Address } from '../../../crm/kernel/fields/address.field.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { labelBeforeNumber } from '../../../crm/kernel/fields/auto-number.field.ts';
import type { Paper, PaperGroup, PaperLine } from '../../../crm/modules/quote/paper.ts';
import { quote, type QuoteRow } from '../../../crm/modules/quote/quote.entity.ts';
import { dateFormat, numberFormat } from '../fields/formatters.ts';
import { amountText, percentText, QuoteTotalsTable } from './quote-totals-table.tsx';
import './paper.css';

export interface PaperFacts {
  readonly sender: string;
  /** Address, registration, how to pay: as the team wrote it. */
  readonly details: string | undefined;
  readonly account: AnyRow | undefined;
  readonly contact: string | undefined;
  readonly owner: string | undefined;
  /** `YYYY-MM-DD`: on which it was sent, or today. */
  readonly day: string;
  readonly locale: string;
}

export function QuotePaper({
  row,
  paper,
  facts,
}: {
  readonly row: QuoteRow;
  readonly paper: Paper;
  readonly facts: PaperFacts;
}) {
  const { locale } = facts;
  return (
    <article className="paper" aria-label={`Quote ${numberOf(row)}`}>
      <header className="paper-head">
        <div>
          <p className="paper-sender">{facts.sender}</p>
          {facts.details !== undefined && <p className="paper-lines">{facts.details}</p>}
        </div>
        <dl className="paper-facts">
          <Fact label="Quote" value={numberOf(row)} />
          <Fact label="Date" value={dayText(locale, facts.day)} />
          {row.validUntil !== undefined && (
            <Fact label="Valid until" value={dayText(locale, row.validUntil)} />
          )}
          {facts.owner !== undefined && <Fact label="Your contact" value={facts.owner} />}
        </dl>
      </header>
      <Customer facts={facts} />
      <h1 className="paper-title">{row.name}</h1>
      {row.message !== undefined && <p className="paper-lines paper-message">{row.message}</p>}
      <LinesTable paper={paper} locale={locale} />
      {paper.totals !== undefined && (
        <QuoteTotalsTable
          totals={paper.totals}
          discount={row.discount}
          locale={locale}
          className="paper-totals"
        />
      )}
      {row.terms !== undefined && (
        <section className="paper-terms">
          <h2>Terms</h2>
          <p className="paper-lines">{row.terms}</p>
        </section>
      )}
    </article>
  );
}

/** As it is named everywhere; before the relay has given one, visibly not for good. */
export function numberOf(row: QuoteRow): string {
  const { number } = quote.fields;
  return row.number === undefined
    ? labelBeforeNumber(row.id, number)
    : `${number.prefix}${row.number}`;
}

function Fact({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Customer({ facts: { account, contact } }: { readonly facts: PaperFacts }) {
  const name = account?.['name'];
  const address = account?.['billingAddress'] as Address | undefined;
  if (name === undefined && contact === undefined) return null;
  return (
    <address className="paper-customer">
      {typeof name === 'string' && <strong>{name}</strong>}
      {contact !== undefined && <span>{contact}</span>}
      {address !== undefined && <span>{addressInWords(address)}</span>}
    </address>
  );
}

function LinesTable({ paper, locale }: { readonly paper: Paper; readonly locale: string }) {
  const { groups, hasDiscounts, hasTaxes } = paper;
  const columns = 4 + Number(hasDiscounts) + Number(hasTaxes);
  if (groups.length === 0) return <p className="paper-empty">There are no lines yet.</p>;
  const isGrouped = groups.some(({ name }) => name !== '');
  return (
    <table className="paper-table">
      <thead>
        <tr>
          <th scope="col">Description</th>
          <th scope="col">Quantity</th>
          <th scope="col">Unit price</th>
          {hasDiscounts && <th scope="col">Discount</th>}
          {hasTaxes && <th scope="col">Tax</th>}
          <th scope="col">Amount</th>
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody key={group.name}>
          {group.name !== '' && (
            <tr className="paper-group">
              <th scope="rowgroup" colSpan={columns}>
                {group.name}
              </th>
            </tr>
          )}
          {group.lines.map((line) => (
            <LineRow key={line.id} line={line} paper={paper} locale={locale} />
          ))}
          {isGrouped && <Subtotal group={group} columns={columns} locale={locale} />}
        </tbody>
      ))}
    </table>
  );
}

function LineRow({
  line,
  paper,
  locale,
}: {
  readonly line: PaperLine;
  readonly paper: Paper;
  readonly locale: string;
}) {
  const quantity = numberFormat(locale, { maximumFractionDigits: 6 }).format(line.quantity);
  return (
    <tr>
      <td>
        {line.name}
        {line.description !== undefined && <small>{line.description}</small>}
      </td>
      <td>{line.unit === undefined ? quantity : `${quantity} ${line.unit}`}</td>
      <td>{amountText(locale, line.unitPrice)}</td>
      {paper.hasDiscounts && (
        <td>{line.discount === undefined ? '' : percentText(locale, line.discount)}</td>
      )}
      {paper.hasTaxes && <td>{line.tax === undefined ? '' : percentText(locale, line.tax)}</td>}
      <td>{amountText(locale, line.amount)}</td>
    </tr>
  );
}

function Subtotal({
  group,
  columns,
  locale,
}: {
  readonly group: PaperGroup;
  readonly columns: number;
  readonly locale: string;
}) {
  if (group.subtotal === undefined) return null;
  return (
    <tr className="paper-subtotal">
      <th scope="row" colSpan={columns - 1}>
        {group.name === '' ? 'Other' : group.name}
      </th>
      <td>{amountText(locale, group.subtotal)}</td>
    </tr>
  );
}

function dayText(locale: string, day: string): string {
  // A day without an hour is the same day everywhere.
  return dateFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day));
}
