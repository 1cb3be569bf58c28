import { describe, expect, it } from 'vitest';
import { deal } from '../../../crm/modules/deal/deal.entity.ts';
import { askedOfProblem } from './asked-of-problem.ts';

const lost = { stage: { stage: 'Lost', rank: 'a0' } };

describe('what is asked so that a refused change goes through', () => {
  it('is what the stage requires, and besides what it asks for', () => {
    expect(askedOfProblem(deal, lost, { fields: ['lostReason'] })).toMatchObject({
      keys: ['lostReason', 'lostNotes', 'competitor'],
      required: ['lostReason'],
    });
  });

  it('is nothing where the refusal is of what was said, or names no field', () => {
    expect(askedOfProblem(deal, { name: null }, { fields: ['name'] })).toBeNull();
    expect(askedOfProblem(deal, lost, {})).toBeNull();
    const again = { ...lost, lostReason: 'Price' };
    expect(askedOfProblem(deal, again, { fields: ['lostReason'] })).toBeNull();
  });
});
