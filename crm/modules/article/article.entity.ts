import { isPublicArticle } from '../../contracts/public-pages.contract.ts';
import { defineEntity, type RowOf } from '../../kernel/entity.ts';
import { optionsOf } from '../../kernel/fields/option-matching.ts';

/** Colleagues who were found to be one have one voice on an article: the one that they gave last. */
const A_VOICE_EACH = { per: 'by', said: 'verdict' } as const;

/** An answer that is written once and given many times. Its text is the record's note. */
export const article = defineEntity({
  name: 'article',
  label: { one: 'Article', many: 'Articles' },
  icon: 'book',
  traits: ['notes', 'mainText', 'archivable'],
  titleFields: ['title'],
  subtitleFields: ['status', 'audience', 'category'],
  listFields: [
    'title',
    'status',
    'audience',
    'category',
    'language',
    'ticketsAnswered',
    'helpful',
    'notHelpful',
    'owner',
    'publishedAt',
  ],
  views: [
    {
      key: 'review',
      name: 'To review',
      icon: 'check',
      conditions: [{ field: 'status', operator: 'anyOf', operand: ['In Review'] }],
    },
    {
      key: 'mostUsed',
      name: 'Most used',
      icon: 'star',
      conditions: [{ field: 'ticketsAnswered', operator: 'moreThan', operand: 0 }],
      sort: [{ field: 'ticketsAnswered', direction: 'descending' }],
    },
    {
      key: 'neverUsed',
      name: 'Never used',
      icon: 'circle-dot',
      conditions: [
        { field: 'status', operator: 'anyOf', operand: ['Published'] },
        { field: 'ticketsAnswered', operator: 'lessThan', operand: 1 },
      ],
      sort: [{ field: 'publishedAt', direction: 'ascending' }],
    },
    {
      key: 'notHelpful',
      name: 'Not helpful',
      icon: 'warning',
      conditions: [{ field: 'notHelpful', operator: 'moreThan', operand: 0 }],
      sort: [{ field: 'notHelpful', direction: 'descending' }],
    },
  ],
  migrations: [],
  sections: [
    { label: 'Article', fields: ['title', 'summary', 'category', 'language', 'keywords'] },
    { label: 'Publication', fields: ['status', 'audience', 'owner', 'publishedAt'] },
    { label: 'Use', fields: ['ticketsAnswered', 'helpful', 'notHelpful', 'products'] },
    { label: 'More', fields: ['externalId'] },
  ],
  fields: {
    title: {
      kind: 'text',
      label: 'Title',
      required: true,
      search: true,
      aliases: ['article', 'article title', 'question', 'name'],
    },
    summary: {
      kind: 'longText',
      label: 'Summary',
      search: true,
      help: 'The answer in a sentence or two; a reply can begin with it',
      aliases: ['answer', 'description', 'abstract'],
    },
    category: {
      kind: 'text',
      label: 'Category',
      search: true,
      aliases: ['topic', 'section', 'folder', 'article category'],
    },
    language: {
      kind: 'text',
      label: 'Language',
      holds: 'language',
      help: 'For example en, de or pt-BR',
      aliases: ['locale', 'lang'],
    },
    keywords: {
      kind: 'multiSelect',
      label: 'Keywords',
      open: true,
      options: [],
      search: true,
      help: 'Words that customers use and the text does not',
      aliases: ['tags', 'labels'],
    },
    status: {
      kind: 'select',
      label: 'Status',
      atFirst: 'Draft',
      aliases: ['article status', 'state'],
      options: [
        { value: 'Draft', label: 'Draft' },
        { value: 'In Review', label: 'In review', color: 'orange' },
        { value: 'Published', label: 'Published', color: 'green' },
        { value: 'Archived', label: 'Archived' },
      ],
    },
    audience: {
      kind: 'select',
      label: 'Audience',
      atFirst: 'Internal',
      help: 'Public: once published, customers can read it',
      aliases: ['visibility'],
      options: optionsOf('Internal', 'Public'),
    },
    owner: {
      kind: 'user',
      label: 'Owner',
      backLabel: 'Articles',
      creatorAtFirst: true,
      aliases: ['author', 'article owner'],
    },
    publishedAt: {
      kind: 'dateTime',
      label: 'Published',
      readOnly: true,
      fromFiles: true,
      aliases: ['published at', 'publish date', 'published on'],
    },
    ticketsAnswered: {
      kind: 'number',
      label: 'Tickets answered',
      readOnly: true,
      computed: { by: 'rollUp', entity: 'ticket', through: 'articles', measure: 'count' },
    },
    helpful: {
      kind: 'number',
      label: 'Helpful',
      readOnly: true,
      computed: {
        by: 'rollUp',
        entity: 'articleVote',
        through: 'article',
        measure: 'count',
        filter: { field: 'verdict', operator: 'anyOf', operand: ['Helpful'] },
        once: A_VOICE_EACH,
      },
    },
    notHelpful: {
      kind: 'number',
      label: 'Not helpful',
      readOnly: true,
      computed: {
        by: 'rollUp',
        entity: 'articleVote',
        through: 'article',
        measure: 'count',
        filter: { field: 'verdict', operator: 'anyOf', operand: ['Not Helpful'] },
        once: A_VOICE_EACH,
      },
    },
    products: {
      kind: 'links',
      to: 'product',
      backLabel: 'Articles',
      label: 'Products',
      aliases: ['product'],
    },
    externalId: {
      kind: 'text',
      label: 'External id',
      search: true,
      aliases: ['article id', 'article number', 'id'],
    },
  },
});

export type ArticleRow = RowOf<typeof article>;

/** What a customer may read. */
export function isPublic(row: ArticleRow): boolean {
  return isPublicArticle({ ...row });
}
