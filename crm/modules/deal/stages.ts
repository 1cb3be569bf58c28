import type { StageOption } from '../../kernel/fields/stage.field.ts';

function open(label: string, probability: number, aliases: readonly string[] = []): StageOption {
  return { value: label, label, probability, outcome: 'open', aliases };
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
    aliases: ['closed won'],
    color: 'green',
  },
  {
    value: 'Lost',
    label: 'Lost',
    probability: 0,
    outcome: 'lost',
    aliases: ['closed lost'],
    color: 'red',
    requires: ['lostReason'],
    asks: ['lostNotes', 'competitor'],
  },
];

/** The stage of that name, or undefined for one that this version does not know. */
export function stageNamed(name: string): StageOption | undefined {
  return dealStages.find((stage) => stage.value === name);
}
