import { asInSentence } from '../../kernel/fields/option-matching.ts';
import type { StageOption } from '../../kernel/fields/stage.field.ts';

/** The pipeline that this version comes with. */
export const SALES_PIPELINE = 'Sales';

function open(value: string, probability: number, aliases: readonly string[] = []): StageOption {
  const label = asInSentence(value);
  return { value, label, probability, outcome: 'open', aliases, pipeline: SALES_PIPELINE };
}

/**
 * The default pipeline. Engaging stands in it because teams that say “engaging” mean a deal that is talked about
 * and not yet qualified.
 */
export const dealStages: readonly StageOption[] = [
  open('Prospecting', 10, ['appointment scheduled']),
  open('Engaging', 15),
  open('Qualification', 20, ['qualified to buy']),
  open('Needs Analysis', 25, ['presentation scheduled']),
  open('Value Proposition', 30),
  open('Decision Makers', 40, ['decision maker bought-in']),
  open('Proposal', 65),
  open('Negotiation', 80, ['contract sent']),
  {
    value: 'Won',
    label: 'Won',
    probability: 100,
    outcome: 'won',
    pipeline: SALES_PIPELINE,
    aliases: ['closed won'],
    color: 'green',
  },
  {
    value: 'Lost',
    label: 'Lost',
    probability: 0,
    outcome: 'lost',
    pipeline: SALES_PIPELINE,
    aliases: ['closed lost'],
    color: 'red',
    requires: ['lostReason'],
    asks: ['lostNotes', 'competitor'],
  },
];
