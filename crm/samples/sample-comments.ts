import {
  sample,
  sampleId,
  sampleName,
  type SampleContext,
  type SampleRecord,
  instant,
} from './sample-record.ts';

/** Key, author, about (entity, key), what it answers, days from today, hour, text. */
const SAID = [
  [
    'harbour',
    'jonas',
    ['account', 'fjellheim'],
    '',
    -3,
    '09:12',
    'Who knows their new head of purchasing? The last one signed everything, this one wants three offers.',
  ],
  [
    'harbour-yes',
    'camila',
    ['account', 'fjellheim'],
    'harbour',
    -3,
    '10:05',
    'We worked together in Porto. She reads every line, so send her the long version first.',
  ],
  [
    'renewal',
    'amara',
    ['account', 'fjellheim'],
    '',
    -1,
    '15:40',
    'Please keep the renewal and the new sites apart: they are paid from two budgets.',
  ],
] as const;

/** What colleagues say to each other about the newcomer's account. */
export function sampleComments(context: SampleContext): readonly SampleRecord[] {
  return SAID.map(([key, author, [entity, about], parent, days, hour, text]) => ({
    ...sample('comment', key, {
      text,
      author: sampleId('user', author),
      about: [sampleName(entity, about)],
      ...(parent === '' ? {} : { parent: sampleId('comment', parent) }),
    }),
    createdAt: instant(days, hour, context),
  }));
}
