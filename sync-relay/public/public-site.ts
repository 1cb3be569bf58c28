/**
 * What of a workspace is public, read from the documents of its log. This is the only place that decides it: nothing is
 * readable that is not named here, by entity, state and field.
 */
import * as Y from 'yjs';
import { bodyName, docName, isId } from '../../crm/kernel/ids.ts';
import {
  isPublicArticle,
  PORTAL_ID,
  PORTAL_PAGES,
} from '../../crm/contracts/public-pages.contract.ts';
import { questionOf, scaleOf, type Scale } from '../../crm/contracts/survey-scale.ts';
import type { RelayStorage, StorageResult } from '../storage/storage.ts';
import { fold } from '../../crm/kernel/text-folding.ts';
import type { Html } from './html.ts';
import { readNote } from './note-html.ts';
import { PUBLIC_LIMITS as limits } from './public-limits.ts';

/** A workspace that makes the relay hold all its texts in memory: the articles beyond are not shown. */
const ARTICLES_MAX = 1_000;

export const PORTAL_DOC = docName('portal', PORTAL_ID);

export interface PublicArticle {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly category: string;
  readonly language: string;
  readonly html: Html;
  /** As search compares: folded once, not with every question of a stranger. */
  readonly foldedTitle: string;
  readonly folded: string;
}

export interface PublicSite {
  readonly name: string;
  readonly color: string;
  readonly welcome: string;
  readonly language: string;
  readonly pages: ReadonlySet<string>;
  readonly articles: readonly PublicArticle[];
}

export interface PublicSurvey {
  readonly invitation: string;
  readonly kind: string;
  readonly question: string;
  readonly followUp: string;
  readonly scale: Scale;
}

type Scalars = Readonly<Record<string, unknown>>;

interface RecordRead {
  readonly values: Scalars;
  readonly setOf: (field: string) => readonly string[];
}

/** A record as it lies in its document; undefined where there is none. */
export function readRecord(doc: string, state: Uint8Array): RecordRead | undefined {
  if (state.byteLength === 0) return undefined;
  const ydoc = new Y.Doc({ guid: doc });
  Y.applyUpdate(ydoc, state);
  const values = Object.fromEntries(ydoc.getMap('record').entries());
  if (typeof values['createdAt'] !== 'string') return undefined;
  return { values, setOf: (field) => [...ydoc.getMap(field).keys()] };
}

function text({ values }: RecordRead, field: string): string {
  const value = values[field];
  return typeof value === 'string' ? value : '';
}

type Reading = Pick<RelayStorage, 'docState' | 'docNames'>;

/** null: the workspace shows nothing to anybody. */
export async function readSite(
  storage: Reading,
  workspace: string,
): Promise<StorageResult<PublicSite | null>> {
  const state = await storage.docState(workspace, PORTAL_DOC);
  if (!state.ok) return state;
  const portal = readRecord(PORTAL_DOC, state.value);
  if (portal === undefined || portal.values['enabled'] !== true || isArchived(portal))
    return { ok: true, value: null };
  const pages = new Set(
    portal.setOf('pages').filter((page) => PORTAL_PAGES.some((one) => one === page)),
  );
  const articles = pages.has('Answers') ? await readArticles(storage, workspace) : none;
  if (!articles.ok) return articles;
  return {
    ok: true,
    value: {
      name: text(portal, 'name') || 'Help',
      color: text(portal, 'color') || 'Blue',
      welcome: text(portal, 'welcome'),
      language: languageTag(text(portal, 'language')),
      pages,
      articles: articles.value,
    },
  };
}

const none = { ok: true, value: [] as readonly PublicArticle[] } as const;

async function readArticles(
  storage: Reading,
  workspace: string,
): Promise<StorageResult<readonly PublicArticle[]>> {
  const names = await storage.docNames(workspace, 'article/');
  if (!names.ok) return names;
  const articles: PublicArticle[] = [];
  let leftChars: number = limits.siteMaxChars;
  for (const name of names.value) {
    const id = name.slice('article/'.length);
    if (!isId(id) || articles.length >= ARTICLES_MAX) continue;
    const state = await storage.docState(workspace, name);
    if (!state.ok) return state;
    const record = readRecord(name, state.value);
    if (record === undefined || !isPublicArticle(record.values)) continue;
    const body = bodyName('article', id);
    const note = await storage.docState(workspace, body);
    if (!note.ok) return note;
    const { html, text: words } = readNote(body, note.value);
    const [title, summary, category] = [
      text(record, 'title'),
      text(record, 'summary'),
      text(record, 'category'),
    ];
    const folded = fold([title, summary, category, ...record.setOf('keywords'), words].join(' '));
    leftChars -= html.html.length + folded.length;
    if (leftChars < 0) break;
    articles.push({
      id,
      title,
      summary,
      category,
      language: languageTag(text(record, 'language')),
      html,
      foldedTitle: fold(title),
      folded,
    });
  }
  return {
    ok: true,
    value: articles.toSorted(
      (a, b) => a.title.localeCompare(b.title, 'en') || (a.id < b.id ? -1 : 1),
    ),
  };
}

/** The question behind a link; null for a link that leads nowhere (any more). */
export async function readSurvey(
  storage: Reading,
  workspace: string,
  invitation: string,
): Promise<StorageResult<PublicSurvey | null>> {
  const name = docName('surveyInvitation', invitation);
  const state = await storage.docState(workspace, name);
  if (!state.ok) return state;
  const asked = readRecord(name, state.value);
  const by = asked === undefined || isArchived(asked) ? '' : text(asked, 'survey');
  if (!isId(by)) return { ok: true, value: null };
  const surveyName = docName('survey', by);
  const found = await storage.docState(workspace, surveyName);
  if (!found.ok) return found;
  const survey = readRecord(surveyName, found.value);
  if (survey === undefined || isArchived(survey) || survey.values['active'] !== true)
    return { ok: true, value: null };
  const kind = text(survey, 'kind');
  return {
    ok: true,
    value: {
      invitation,
      kind,
      question: questionOf(survey.values),
      followUp: text(survey, 'followUp') || 'What should we know?',
      scale: scaleOf(kind),
    },
  };
}

function isArchived({ values }: RecordRead): boolean {
  return typeof values['archivedAt'] === 'string';
}

/** As an attribute of HTML; '' for what is no language. */
function languageTag(text: string): string {
  return /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/.test(text) ? text : '';
}
