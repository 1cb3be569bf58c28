/** Requests for the public pages, from the address to the answer. Knows no socket: the server hands requests on. */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type * as z from 'zod';
import { isId } from '../../crm/kernel/ids.ts';
import { referenceFrom } from '../../crm/contracts/reference.ts';
import { isScore } from '../../crm/contracts/survey-scale.ts';
import type { RelayPorts } from '../ports.ts';
import type { OpenWorkspaces } from '../workspaces/open-workspaces.ts';
import { createBuckets } from './buckets.ts';
import {
  answerForm,
  askForm,
  checkForm,
  contactForm,
  typedIn,
  voteForm,
  type Typed,
} from './forms.ts';
import {
  articlePage,
  askPage,
  contactPage,
  notFoundPage,
  sorryPage,
  startPage,
  STYLE_PATH,
  surveyPage,
  thanksPage,
  type FormState,
} from './pages.ts';
import { PUBLIC_LIMITS as limits } from './public-limits.ts';
import { readSurvey, type PublicSite } from './public-site.ts';
import { placeOf } from './visitor-place.ts';
import type { PublicSites } from './public-sites.ts';
import { PUBLIC_STYLE } from './public-style.ts';
import { submit, type PublicEntity, type Values } from './submitting.ts';

export interface PublicRequest {
  readonly method: string;
  /** Path and query, as the client wrote them. */
  readonly target: string;
  readonly address: string;
  /** The whole body, at most `bodyMaxBytes`; null when there was more. */
  readonly body: string | null;
}

export interface PublicAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface PublicPages {
  readonly answer: (request: PublicRequest) => Promise<PublicAnswer>;
}

/** No scripts, no pictures, nothing from elsewhere; forms go nowhere else, and no page may frame it. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const;

const BUSY = 'Too much was sent from here just now. Please try again in a few minutes.';
const FULL =
  'We cannot take this in at the moment. Nothing was lost: what you wrote stands below. Please send it again in a while.';
const AGAIN = 'Please look once more at what you wrote, and send it again.';
const NO_PROBLEMS: ReadonlyMap<string, string> = new Map();

function pageOf(body: string, status = 200): PublicAnswer {
  return { status, headers: { ...HEADERS, 'content-type': 'text/html; charset=utf-8' }, body };
}

interface Visit {
  readonly request: PublicRequest;
  readonly workspace: string;
  readonly site: PublicSite;
  readonly at: string;
}

export function createPublicPages(
  ports: RelayPorts,
  workspaces: OpenWorkspaces,
  sites: PublicSites,
): PublicPages {
  const { clock, random } = ports;
  const secret = random.bytes(32);
  const { addressesMax } = limits;
  const pages = createBuckets(
    limits.pagesPerAddressBurst,
    limits.pagesPerAddressEveryMs,
    addressesMax,
  );
  const forms = createBuckets(
    limits.formsPerAddressBurst,
    limits.formsPerAddressEveryMs,
    addressesMax,
  );
  const requests = createBuckets(
    limits.formsPerWorkspaceBurst,
    limits.formsPerWorkspaceEveryMs,
    addressesMax,
  );

  const days = createBuckets(limits.formsPerDayBurst, limits.formsPerDayEveryMs, addressesMax);

  /** When a form was handed out, in a way that only this run of the relay can say. */
  function stampNow(): string {
    const at = String(clock.nowMs());
    return `${at}.${signature(at)}`;
  }

  function signature(at: string): string {
    return bytesToHex(hmac(sha256, secret, utf8ToBytes(at))).slice(0, 32);
  }

  /** Whether it came from a form of ours that was open for at least so long. */
  function isFromForm(stamp: string | undefined, minMs: number): boolean {
    const [at = '', signed = ''] = (stamp ?? '').split('.');
    const tookMs = clock.nowMs() - Number(at);
    return signed === signature(at) && tookMs >= minMs && tookMs <= limits.typingMaxMs;
  }

  async function write(visit: Visit, entity: PublicEntity, values: Values): Promise<boolean> {
    const opened = await workspaces.open(visit.workspace);
    if (!opened.ok || opened.value === null) return false;
    const { workspace, release } = opened.value;
    const done = await submit(workspace, ports, entity, values);
    release();
    return done;
  }

  /** What every form shares: who may send, what is checked, and that nothing typed is lost. */
  async function take<Value>(
    visit: Visit,
    form: z.ZodType<Value>,
    show: (state: FormState) => string,
    made: (value: Value) => { readonly values: Values; readonly reference: string | null } | string,
  ): Promise<PublicAnswer> {
    const typed: Typed = typedIn(visit.request.body ?? '');
    const again = (problems: ReadonlyMap<string, string>, status: number): PublicAnswer =>
      pageOf(show({ typed, problems, stamp: stampNow() }), status);
    const all = (words: string, status: number): PublicAnswer =>
      again(new Map([['', words]]), status);
    if (visit.request.body === null)
      return pageOf(
        show({
          typed: {},
          problems: new Map([['', 'That was more than can be sent here.']]),
          stamp: stampNow(),
        }),
        413,
      );
    const checked = checkForm(form, typed);
    if (!checked.ok) return again(checked.problems, 422);
    const record = made(checked.value);
    if (typeof record === 'string') return again(new Map([['score', record]]), 422);
    // Whoever fills in what nobody sees is thanked, so that it learns nothing, and nothing is kept.
    if ((typed['website'] ?? '') !== '') return pageOf(thanksPage(visit, record.reference));
    if (!isFromForm(typed['stamp'], limits.typingMinMs)) return all(AGAIN, 422);
    if (!mayWrite(visit)) return all(BUSY, 429);
    if (!(await write(visit, 'submission', record.values))) return all(FULL, 503);
    return pageOf(thanksPage(visit, record.reference));
  }

  function mayWrite({ request, workspace }: Visit): boolean {
    const nowMs = clock.nowMs();
    return (
      forms.take(placeOf(request.address), nowMs) &&
      requests.take(workspace, nowMs) &&
      days.take(workspace, nowMs)
    );
  }

  const fresh = (): FormState => ({ typed: {}, problems: NO_PROBLEMS, stamp: stampNow() });

  async function article(visit: Visit, id: string): Promise<PublicAnswer> {
    const found = visit.site.articles.find((one) => one.id === id);
    if (found === undefined) return pageOf(notFoundPage(visit), 404);
    const asked = (): string => articlePage(visit, found, stampNow());
    if (visit.request.method === 'GET') return pageOf(asked());
    const typed = typedIn(visit.request.body ?? '');
    const vote = checkForm(voteForm, typed);
    // A page elsewhere could have its visitors vote here: only who was shown the question answers it.
    if (!vote.ok || !isFromForm(typed['stamp'], 0)) return pageOf(asked(), 422);
    if (!mayWrite(visit)) return pageOf(sorryPage(visit, BUSY), 429);
    const values = { what: found.title, article: id, verdict: vote.value.verdict };
    return (await write(visit, 'articleVote', values))
      ? pageOf(articlePage(visit, found, null))
      : pageOf(
          sorryPage(visit, 'Your voice could not be counted. Please try again in a while.'),
          503,
        );
  }

  async function ask(visit: Visit): Promise<PublicAnswer> {
    const show = (state: FormState): string => askPage(visit, state);
    if (visit.request.method === 'GET') return pageOf(show(fresh()));
    return take(visit, askForm, show, ({ subject, ...values }) => {
      const reference = referenceFrom(random.bytes(8));
      return { values: { kind: 'Ticket', what: subject, ...values, reference }, reference };
    });
  }

  async function contact(visit: Visit): Promise<PublicAnswer> {
    const show = (state: FormState): string => contactPage(visit, state);
    if (visit.request.method === 'GET') return pageOf(show(fresh()));
    return take(visit, contactForm, show, (values) => {
      const reference = referenceFrom(random.bytes(8));
      const what = `Message from ${values.name}`;
      return { values: { kind: 'Lead', what, ...values, reference }, reference };
    });
  }

  async function survey(visit: Visit, invitation: string): Promise<PublicAnswer> {
    const read = await readSurvey(ports.storage, visit.workspace, invitation);
    if (!read.ok) return pageOf(sorryPage(visit, FULL), 503);
    const asked = read.value;
    if (asked === null) return pageOf(notFoundPage(visit), 404);
    const show = (state: FormState): string => surveyPage(visit, asked, state);
    if (visit.request.method === 'GET') return pageOf(show(fresh()));
    return take(visit, answerForm, show, ({ score, message }) =>
      isScore(asked.kind, score)
        ? {
            values: { kind: 'Survey', what: asked.question, invitation, score, message },
            reference: null,
          }
        : 'Please choose one of the numbers.',
    );
  }

  async function visitOf(request: PublicRequest): Promise<Visit | PublicAnswer> {
    const [, , key = ''] = request.target.split(/[/?]/);
    const workspace = await sites.workspaceAt(key);
    if (workspace === null) return pageOf(notFoundPage(null), 404);
    const site = await sites.siteOf(workspace);
    if (!site.ok) return pageOf(sorryPage(null, 'Please try again in a while.'), 503);
    if (site.value === null) return pageOf(notFoundPage(null), 404);
    return { request, workspace, site: site.value, at: `/p/${key}` };
  }

  return {
    async answer(request) {
      const isReading = request.method === 'GET';
      if (!isReading && request.method !== 'POST')
        return {
          ...pageOf(notFoundPage(null), 405),
          headers: { ...HEADERS, allow: 'GET, POST', 'content-type': 'text/html; charset=utf-8' },
        };
      if (request.target === STYLE_PATH)
        return {
          status: 200,
          headers: {
            ...HEADERS,
            'cache-control': 'max-age=3600',
            'content-type': 'text/css; charset=utf-8',
          },
          body: PUBLIC_STYLE,
        };
      if (!pages.take(placeOf(request.address), clock.nowMs()))
        return pageOf(sorryPage(null, BUSY), 429);
      const visit = await visitOf(request);
      if ('status' in visit) return visit;
      const [path = '', query = ''] = request.target.slice(visit.at.length).split(/\?(.*)/s, 2);
      const { site } = visit;
      if (path === '')
        return { ...pageOf('', 308), headers: { ...HEADERS, location: `${visit.at}/` } };
      if (path === '/' && isReading) {
        const asked = (new URLSearchParams(query).get('q') ?? '')
          .slice(0, limits.searchMaxChars)
          .trim();
        return pageOf(startPage(visit, asked));
      }
      if (path === '/ask' && site.pages.has('Ask')) return ask(visit);
      if (path === '/contact' && site.pages.has('Contact')) return contact(visit);
      const [, part, id = '', more] = path.split('/');
      if (more === undefined && isId(id)) {
        if (part === 'a') return article(visit, id);
        if (part === 's') return survey(visit, id);
      }
      return pageOf(notFoundPage(visit), 404);
    },
  };
}
