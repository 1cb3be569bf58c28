import { defineEntity } from '../../kernel/entity.ts';
import { optionsOf } from '../../kernel/fields/option-matching.ts';

/**
 * Somebody said whether an article helped. One record a voice, never a counter, so that voices that were given on
 * several desktops at once all count; a colleague's has an id that follows from article and person, so the last word
 * of each stands.
 */
export const articleVote = defineEntity({
  name: 'articleVote',
  label: { one: 'Voice on an article', many: 'Voices on articles' },
  icon: 'check',
  // Not a setting of anybody's: it only keeps to itself, out of navigation, search and import.
  traits: ['setting'],
  titleFields: ['what'],
  subtitleFields: [],
  listFields: ['what', 'verdict', 'by'],
  migrations: [],
  sections: [{ label: 'Voice', fields: ['what', 'article', 'verdict', 'by', 'comment'] }],
  fields: {
    /** What the article was called then. */
    what: { kind: 'text', label: 'Article’s title', required: true },
    article: { kind: 'link', to: 'article', label: 'Article' },
    /** Absent: taken back. */
    verdict: { kind: 'select', label: 'Verdict', options: optionsOf('Helpful', 'Not Helpful') },
    /** A colleague; of a reader of the public pages nothing is known. */
    by: { kind: 'user', label: 'By' },
    comment: { kind: 'longText', label: 'What was missing' },
  },
});
