import { describe, expect, test } from 'vitest';
import { addMonths, contractStanding, endsOn, nextTerm, stretchOn } from './terms.ts';

describe('what a contract is today', () => {
  const signed = { status: 'Signed', start: '2024-02-01', end: '2025-01-31' };
  test.each([
    [signed, '2024-01-31', 'Signed'],
    [signed, '2024-02-01', 'Active'],
    [signed, '2025-01-31', 'Active'],
    [signed, '2025-02-01', 'Expired'],
    [{ ...signed, autoRenew: true }, '2025-02-01', 'Active'],
    [{ ...signed, status: 'Active' }, '2024-01-31', 'Signed'],
    [{ ...signed, status: 'Draft' }, '2024-06-01', 'Draft'],
    [{ ...signed, status: 'In Review' }, '2024-06-01', 'In Review'],
    [{ ...signed, status: 'Terminated' }, '2024-06-01', 'Terminated'],
    [{ ...signed, status: 'Expired' }, '2024-06-01', 'Active'],
    [{ status: 'Expired' }, '2024-06-01', 'Expired'],
    [{ status: 'Active', start: '2024-02-01' }, '2030-01-01', 'Active'],
    [{}, '2024-06-01', 'Draft'],
  ])('%o is on %s: %s', (terms, today, standing) => {
    expect(contractStanding(terms, today)).toBe(standing);
  });
});

describe('the term that runs', () => {
  const year = { status: 'Signed', start: '2024-02-01', end: '2025-01-31' };
  test('is the first one, unless it renews itself', () => {
    expect(endsOn(year, '2027-06-01')).toBe('2025-01-31');
    expect(endsOn({ ...year, autoRenew: true }, '2025-01-31')).toBe('2025-01-31');
    expect(endsOn({ ...year, autoRenew: true }, '2025-02-01')).toBe('2026-01-31');
    expect(endsOn({ ...year, autoRenew: true }, '2027-06-01')).toBe('2028-01-31');
  });

  test('of months ends at their ends, of days after as many', () => {
    const month = { status: 'Signed', start: '2024-01-31', end: '2024-02-28', autoRenew: true };
    expect(endsOn(month, '2024-02-29')).toBe('2024-03-30');
    const day = { status: 'Signed', start: '2024-01-01', end: '2024-01-01', autoRenew: true };
    expect(endsOn(day, '2024-01-03')).toBe('2024-01-03');
    const ten = { status: 'Signed', start: '2024-01-01', end: '2024-01-10', autoRenew: true };
    expect(endsOn(ten, '2024-01-21')).toBe('2024-01-30');
  });

  test('is followed by one just as long', () => {
    expect(nextTerm('2024-02-01', '2025-01-31')).toEqual(['2025-02-01', '2026-01-31']);
    expect(nextTerm('2023-03-01', '2024-02-29')).toEqual(['2024-03-01', '2025-02-28']);
    expect(nextTerm('2024-01-01', '2024-01-10')).toEqual(['2024-01-11', '2024-01-20']);
  });

  test('counts months to the last day where there is none of that number', () => {
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonths('2024-11-30', 3)).toBe('2025-02-28');
  });
});

describe('the days in which what is included is counted', () => {
  const terms = { status: 'Signed', start: '2024-01-31', end: '2025-01-30' };
  test.each([
    ['Month', '2024-01-31', ['2024-01-31', '2024-02-28']],
    ['Month', '2024-02-28', ['2024-01-31', '2024-02-28']],
    ['Month', '2024-02-29', ['2024-02-29', '2024-03-30']],
    ['Month', '2024-03-31', ['2024-03-31', '2024-04-29']],
    ['Quarter', '2024-04-29', ['2024-01-31', '2024-04-29']],
    ['Quarter', '2024-04-30', ['2024-04-30', '2024-07-30']],
    ['Year', '2024-12-31', ['2024-01-31', '2025-01-30']],
    [undefined, '2024-12-31', ['2024-01-31', '2025-01-30']],
  ] as const)('per %s, on %s', (includedPer, day, stretch) => {
    expect(stretchOn({ ...terms, includedPer }, day)).toEqual(stretch);
  });

  test('begin anew with each term of a contract that renews itself', () => {
    const year = { status: 'Signed', start: '2024-02-01', end: '2025-01-31', autoRenew: true };
    expect(stretchOn(year, '2025-01-31')).toEqual(['2024-02-01', '2025-01-31']);
    expect(stretchOn(year, '2025-02-01')).toEqual(['2025-02-01', '2026-01-31']);
    expect(stretchOn(year, '2027-06-01')).toEqual(['2027-02-01', '2028-01-31']);
    // Eighteen months, counted in years: twelve and six, and again.
    const long = { ...year, end: '2025-07-31', includedPer: 'Year' };
    expect(stretchOn(long, '2025-07-31')).toEqual(['2025-02-01', '2025-07-31']);
    expect(stretchOn(long, '2025-08-01')).toEqual(['2025-08-01', '2026-07-31']);
    expect(stretchOn(long, '2026-08-01')).toEqual(['2026-08-01', '2027-01-31']);
    const ten = { ...year, start: '2024-01-01', end: '2024-01-10' };
    expect(stretchOn(ten, '2024-01-21')).toEqual(['2024-01-21', '2024-01-30']);
    const open = { status: 'Signed', start: '2024-01-01' };
    expect(stretchOn(open, '2024-03-01')).toEqual(['2024-01-01', '2024-03-01']);
  });

  test('never reach beyond the term, nor begin before it', () => {
    const short = {
      status: 'Signed',
      start: '2024-01-01',
      end: '2024-02-15',
      includedPer: 'Month',
    };
    expect(stretchOn(short, '2024-02-10')).toEqual(['2024-02-01', '2024-02-15']);
    expect(stretchOn(short, '2023-12-31')).toBeUndefined();
  });
});
