import { describe, expect, test } from 'vitest';
import { derivedId } from '../../../crm/kernel/ids.ts';
import { createHarness, only, type Harness } from './import-harness.ts';

const RATE = '0190a6b2-0000-7000-8000-0000000000a1';
const PARTNERS = '0190a6b2-0000-7000-8000-0000000000b1';

const csv = (...lines: readonly string[]): string => lines.join('\n');

async function withRate(): Promise<Harness> {
  const harness = await createHarness();
  await harness.put('rate', RATE, { currency: 'EUR', perUnit: 1.1, validFrom: '2024-01-01' });
  return harness;
}

describe('a deal that comes closed from a file', () => {
  test.each<readonly [string, string, number | undefined]>([
    ['has the rate of its closing day', 'Won,2024-03-01,100 EUR', 1.1],
    ['has none where no rate is known for that day', 'Won,2023-03-01,100 EUR', undefined],
    ['has none in a currency that nobody gave a rate', 'Won,2024-03-01,100 GBP', undefined],
    ['has none while it is open', 'Proposal,2024-03-01,100 EUR', undefined],
  ])('%s', async (_what, cells, rate) => {
    const harness = await withRate();
    await harness.import('deals.csv', csv('Deal name,Stage,Close date,Amount', `Alpha,${cells}`), {
      entity: 'deal',
    });
    expect(only(harness, 'deal')['exchangeRate']).toBe(rate);
  });

  test('and was here as an open one gets it as well, and keeps it when the file comes again', async () => {
    const harness = await withRate();
    const file = (stage: string, day: string): string =>
      csv('Deal id,Deal name,Stage,Closed on,Amount', `A1,Alpha,${stage},${day},100 EUR`);
    await harness.import('deals.csv', file('Proposal', ''), { entity: 'deal' });
    await harness.import('deals.csv', file('Won', '2024-03-01'), { entity: 'deal' });
    expect(only(harness, 'deal')['exchangeRate']).toBe(1.1);
    await harness.put('rate', derivedId('rate', 'later'), {
      currency: 'EUR',
      perUnit: 1.2,
      validFrom: '2024-02-01',
    });
    const again = await harness.import('deals.csv', file('Won', '2024-03-01'), { entity: 'deal' });
    expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 1 });
    expect(only(harness, 'deal')['exchangeRate']).toBe(1.1);
  });
});

describe('a file with a pipeline and a stage in a row', () => {
  async function withPartners(): Promise<Harness> {
    const harness = await createHarness();
    await harness.put('pipeline', PARTNERS, {
      name: 'Partners',
      stages: [
        { id: 'p-first', label: 'Contact', probability: 5, outcome: 'open', rank: 'a1' },
        { id: 'p-offer', label: 'Proposal', probability: 40, outcome: 'open', rank: 'a2' },
        { id: 'p-won', label: 'Won', probability: 100, outcome: 'won', rank: 'a3' },
      ],
    });
    return harness;
  }
  const take = (harness: Harness, pipeline: string, stage: string) =>
    harness.import('deals.csv', csv('Deal name,Pipeline,Stage', `Alpha,${pipeline},${stage}`), {
      entity: 'deal',
    });

  test.each<readonly [pipeline: string, stage: string, value: string, said: string]>([
    ['Partners', 'Proposal', 'p-offer', PARTNERS],
    ['Partners', 'won', 'p-won', PARTNERS],
    ['Sales', 'Proposal', 'Proposal', 'Sales'],
  ])('means the stage of that pipeline: %s, %s', async (pipeline, stage, value, said) => {
    const harness = await withPartners();
    const report = await take(harness, pipeline, stage);
    expect(report.problems).toEqual([]);
    expect(only(harness, 'deal')).toMatchObject({ stage: { stage: value }, pipeline: said });
  });

  test('whose stage is not one of it says where the deal comes to stand', async () => {
    const harness = await withPartners();
    const report = await take(harness, 'Partners', 'Negotiation');
    expect(only(harness, 'deal')).toMatchObject({
      stage: { stage: 'p-first' },
      pipeline: PARTNERS,
    });
    expect(report.problems).toEqual([
      expect.objectContaining({ field: 'stage', text: 'Negotiation', offer: 'Contact' }),
    ]);
  });

  test('begins in it where the file says no stage', async () => {
    const harness = await withPartners();
    await take(harness, 'Partners', '');
    expect(only(harness, 'deal')).toMatchObject({
      stage: { stage: 'p-first' },
      pipeline: PARTNERS,
    });
  });

  test('and one with a stage alone is in the pipeline of that', async () => {
    const harness = await withPartners();
    await harness.import('deals.csv', csv('Deal name,Stage', 'Alpha,Contact'), { entity: 'deal' });
    expect(only(harness, 'deal')).toMatchObject({
      stage: { stage: 'p-first' },
      pipeline: PARTNERS,
    });
  });
});
