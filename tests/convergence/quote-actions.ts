/** A deal is offered, sent, revised, answered: by several people who do not know of one another. */
import type { QuoteRow } from '../../crm/modules/quote/quote.entity.ts';
import { isOpen, standingOf } from '../../crm/modules/quote/standing.ts';
import { few, oneOf, run } from './acting.ts';
import type { Action } from './actions.ts';
import type { SimDesktop } from './sim-desktop.ts';
import { Violation } from './violation.ts';

export const offer: Action = async (stage, _desktop, engine) => {
  const { world } = stage;
  const deal = oneOf(stage, engine, 'deal');
  const quotes = few(engine, 'quote', 6) as readonly QuoteRow[];
  if (deal === undefined) return 'has nothing to offer';
  if (quotes.length < 3) return run(stage, engine, 'quote.make', { deal: deal.id });
  const quote = world.pick(quotes).id;
  switch (world.pick(['revise', 'move', 'move', 'accept', 'accept', 'accept', 'decline'])) {
    case 'revise':
      return run(stage, engine, 'quote.revise', { quote });
    case 'move': {
      const to = world.pick(['Draft', 'In review', 'Approved', 'Sent', 'Sent']);
      return run(stage, engine, 'quote.move', { quote, to });
    }
    case 'decline':
      return run(stage, engine, 'quote.decline', { quote, because: 'Too late' });
    default:
      return run(stage, engine, 'quote.accept', { quote });
  }
};

/** A yes that somebody was told is never out of sight: whatever else was written at once, the quote says so. */
export function checkQuotes(desktop: SimDesktop): void {
  for (const row of desktop.rows().all('quote')) {
    const { acceptedAt } = row as QuoteRow;
    if (acceptedAt === undefined) continue;
    if (standingOf(row as QuoteRow, '9999-12-31') !== 'Accepted' || isOpen(row as QuoteRow))
      throw new Violation(`quote ${row.id} was accepted, and does not say so`);
  }
}
