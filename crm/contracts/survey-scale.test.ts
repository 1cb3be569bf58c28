import { expect, test } from 'vitest';
import { isScore, questionOf, scaleOf } from './survey-scale.ts';

test('a survey that says no question asks the usual one of its kind', () => {
  expect(questionOf({ kind: 'NPS', question: undefined })).toContain('recommend');
  expect(questionOf({ kind: 'NPS', question: 'Would you?' })).toBe('Would you?');
  expect(questionOf({ kind: undefined, question: undefined })).toBe(scaleOf('Custom').question);
});

test('only whole numbers on the scale are answers', () => {
  expect([0, 1, 3.5, 5, 6].filter((score) => isScore('CSAT', score))).toEqual([1, 5]);
});
