/** What is chosen in an activity, as the screens say it: the values are spelt as in files. */
import { labelOf } from '../../kernel/fields/option-matching.ts';
import { activity } from './activity.entity.ts';

export function activityWord(
  key: 'kind' | 'status' | 'outcome',
  value: string | undefined,
): string | undefined {
  return value === undefined ? undefined : labelOf(value, activity.fields[key].options);
}
