/** The public pages. Pure: from what is public to HTML. */
import { fold } from '../../crm/kernel/text-folding.ts';
import type { Typed } from './forms.ts';
import { html, type Html } from './html.ts';
import { PUBLIC_LIMITS as limits } from './public-limits.ts';
import type { PublicArticle, PublicSite, PublicSurvey } from './public-site.ts';

export const STYLE_PATH = '/p/style.css';

interface Frame {
  readonly site: Pick<PublicSite, 'name' | 'color' | 'pages' | 'language'>;
  /** `/p/<key>` */
  readonly at: string;
  readonly title: string;
  readonly here?: string;
}

const LINKS = [
  ['Answers', '/', 'Answers'],
  ['Ask', '/ask', 'Ask us'],
  ['Contact', '/contact', 'Contact'],
] as const;

function page({ site, at, title, here }: Frame, main: Html): string {
  const links = LINKS.filter(([name]) => site.pages.has(name));
  const { html: body } = html`<body data-color="${site.color}">
    <a class="skip" href="#main">To the content</a>
    <header>
      <div>
        <a class="name" href="${at}/">${site.name}</a>
        <nav aria-label="Pages">
          ${links.map(
            ([name, path, label]) =>
              html`<a href="${at}${path}" ${name === here ? html` aria-current="page"` : null}
                >${label}</a
              >`,
          )}
        </nav>
      </div>
    </header>
    <main id="main">${main}</main>
  </body>`;
  const { html: head } = html`<head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="referrer" content="no-referrer" />
    <title>${title === site.name ? title : `${title} – ${site.name}`}</title>
    <link rel="stylesheet" href="${STYLE_PATH}" />
  </head>`;
  return `<!doctype html><html lang="en">${head}${body}</html>`;
}

type In = Pick<Frame, 'site' | 'at'>;

export function startPage(of: In & { readonly site: PublicSite }, asked: string): string {
  const { site, at } = of;
  const hasAnswers = site.pages.has('Answers');
  const words = html`<h1>${site.name}</h1>
    ${site.welcome !== '' && html`<p class="lead" ${lang(site.language)}>${site.welcome}</p>`}`;
  if (!hasAnswers) {
    const links = LINKS.filter(([name]) => name !== 'Answers' && site.pages.has(name));
    return page(
      { ...of, title: site.name },
      html`${words}
        <ul class="answers">
          ${links.map(([, path, label]) => html`<li><a href="${at}${path}">${label}</a></li>`)}
        </ul>`,
    );
  }
  const found = asked === '' ? null : search(site.articles, asked);
  return page(
    { ...of, title: asked === '' ? site.name : `Answers to “${asked}”`, here: 'Answers' },
    html`${words}
      <form class="search" role="search" action="${at}/" method="get">
        <input
          type="search"
          name="q"
          aria-label="Search the answers"
          placeholder="What are you looking for?"
          maxlength="${limits.searchMaxChars}"
          value="${asked}"
        /><button>Search</button>
      </form>
      ${found === null ? byCategory(of, site.articles) : foundList(of, found, asked)}`,
  );
}

function foundList(of: In, found: readonly PublicArticle[], asked: string): Html {
  if (found.length === 0)
    return html`<h2 role="status">Nothing found for “${asked}”</h2>
      <p>
        Try fewer or other
        words${of.site.pages.has('Ask') ? html`, or <a href="${of.at}/ask">ask us</a>` : null}.
        <a href="${of.at}/">All answers</a>
      </p>`;
  return html`<h2 role="status">
      ${found.length === 1 ? 'One answer' : `${found.length} answers`}
    </h2>
    ${answers(of, found)}
    <p><a href="${of.at}/">All answers</a></p>`;
}

function byCategory(of: In, articles: readonly PublicArticle[]): Html {
  if (articles.length === 0)
    return html`<p class="soft">
      There are no answers here
      yet.${of.site.pages.has('Ask') ? html` <a href="${of.at}/ask">Ask us</a>, we are glad to help.` : null}
    </p>`;
  const categories = [...new Set(articles.map(({ category }) => category))].toSorted((a, b) =>
    a === '' ? 1 : b === '' ? -1 : a.localeCompare(b, 'en'),
  );
  return html`${categories.map(
    (category) =>
      html`<h2>${category === '' ? (categories.length === 1 ? 'Answers' : 'More') : category}</h2>
        ${answers(
          of,
          articles.filter((one) => one.category === category),
        )}`,
  )}`;
}

function answers({ at }: In, articles: readonly PublicArticle[]): Html {
  return html`<ul class="answers">
    ${articles.map(
      ({ id, title, summary, language }) =>
        html`<li${lang(language)}><a href="${at}/a/${id}">${title}</a>${summary !== '' && html`<p>${summary}</p>`}</li>`,
    )}
  </ul>`;
}

function lang(language: string): Html | null {
  return language === '' ? null : html` lang="${language}"`;
}

/** Every word must occur; a title that has them comes first. */
export function search(
  articles: readonly PublicArticle[],
  asked: string,
): readonly PublicArticle[] {
  const asks = fold(asked)
    .split(/\s+/)
    .filter((word) => word !== '');
  const words = [...new Set(asks)].slice(0, limits.searchMaxWords);
  if (words.length === 0) return [];
  const holds = (text: string): boolean => words.every((word) => text.includes(word));
  return articles
    .map((article) => {
      const isTitle = holds(article.foldedTitle);
      const isAny = isTitle || holds(article.folded);
      return { article, rank: isTitle ? 0 : isAny ? 1 : 2 };
    })
    .filter(({ rank }) => rank < 2)
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, limits.foundMax)
    .map(({ article }) => article);
}

/** `stamp`: of the question whether it helped; null once that is answered. */
export function articlePage(of: In, article: PublicArticle, stamp: string | null): string {
  const { at, site } = of;
  return page(
    { ...of, title: article.title, here: 'Answers' },
    html`<p class="soft"><a href="${at}/">Answers</a>${article.category !== '' && html` › ${article.category}`}</p>
<article${lang(article.language)}><h1>${article.title}</h1>${article.summary !== '' && html`<p class="lead">${article.summary}</p>`}${article.html}</article>
${
  stamp === null
    ? html`<p class="note" role="status">Thank you. That helps us to write better answers.</p>`
    : html`<form class="vote" method="post" action="${at}/a/${article.id}">
        <input type="hidden" name="stamp" value="${stamp}" />
        <span id="vote">Did this help?</span
        ><button class="quiet" name="verdict" value="Helpful" aria-describedby="vote">Yes</button
        ><button class="quiet" name="verdict" value="Not Helpful" aria-describedby="vote">
          No
        </button>
      </form>`
}
${site.pages.has('Ask') && html`<p class="soft">Something else? <a href="${at}/ask">Ask us</a></p>`}`,
  );
}

export interface FormState {
  readonly typed: Typed;
  /** By field; '' for what is about all of it. */
  readonly problems: ReadonlyMap<string, string>;
  /** Says when the form was handed out. */
  readonly stamp: string;
}

interface Input {
  readonly name: string;
  readonly label: string;
  readonly type?: string;
  readonly complete?: string;
  readonly maxChars: number;
  readonly isNeeded: boolean;
}

function field({ typed, problems }: FormState, input: Input): Html {
  const { name, label, type = 'text', complete = 'off', maxChars, isNeeded } = input;
  const problem = problems.get(name);
  const marks = html`id="${name}" name="${name}"
  maxlength="${maxChars}"${isNeeded ? html` required` : null}${problem === undefined ? null : html` aria-invalid="true" aria-describedby="${name}-problem"`}`;
  const value = typed[name] ?? '';
  return html`<div class="field">
    <label for="${name}"
      >${label}${isNeeded ? null : html` <span class="soft">(optional)</span>`}</label
    >${
      type === 'lines'
        ? html`<textarea ${marks}>${`\n${value}`}</textarea>`
        : html`<input type="${type}" autocomplete="${complete}" ${marks} value="${value}" />`
    }${problem !== undefined && html`<p class="bad" id="${name}-problem">${problem}</p>`}
  </div>`;
}

/** Programs that fill in everything fill in this too; people do not see it. */
function trap({ stamp }: FormState): Html {
  return html`<div class="trap" aria-hidden="true">
      <label
        >Leave this empty
        <input type="text" name="website" tabindex="-1" autocomplete="off" value=""
      /></label>
    </div>
    <input type="hidden" name="stamp" value="${stamp}" />`;
}

function problemNote({ problems }: FormState): Html | null {
  const all = problems.get('');
  if (all !== undefined) return html`<p class="note wrong" role="alert">${all}</p>`;
  return problems.size === 0
    ? null
    : html`<p class="note wrong" role="alert">Nothing was sent yet: please see below.</p>`;
}

const person: readonly Input[] = [
  {
    name: 'name',
    label: 'Your name',
    complete: 'name',
    maxChars: limits.nameMaxChars,
    isNeeded: true,
  },
  {
    name: 'email',
    label: 'Your e-mail address',
    type: 'email',
    complete: 'email',
    maxChars: limits.emailMaxChars,
    isNeeded: true,
  },
];
const message: Input = {
  name: 'message',
  label: 'Your message',
  type: 'lines',
  maxChars: limits.messageMaxChars,
  isNeeded: true,
};

export function askPage(of: In, state: FormState): string {
  const inputs: readonly Input[] = [
    ...person,
    {
      name: 'subject',
      label: 'What is it about?',
      maxChars: limits.subjectMaxChars,
      isNeeded: true,
    },
    message,
  ];
  return formPage(of, state, { title: 'Ask us', here: 'Ask', path: '/ask', inputs, send: 'Send' });
}

export function contactPage(of: In, state: FormState): string {
  const inputs: readonly Input[] = [
    ...person,
    {
      name: 'company',
      label: 'Company',
      complete: 'organization',
      maxChars: limits.nameMaxChars,
      isNeeded: false,
    },
    {
      name: 'phone',
      label: 'Phone',
      type: 'tel',
      complete: 'tel',
      maxChars: limits.phoneMaxChars,
      isNeeded: false,
    },
    message,
  ];
  return formPage(of, state, {
    title: 'Contact',
    here: 'Contact',
    path: '/contact',
    inputs,
    send: 'Send',
  });
}

function formPage(
  of: In,
  state: FormState,
  form: {
    readonly title: string;
    readonly here: string;
    readonly path: string;
    readonly inputs: readonly Input[];
    readonly send: string;
  },
): string {
  const { title, here, path, inputs, send } = form;
  return page(
    { ...of, title: state.problems.size > 0 ? `Not sent – ${title}` : title, here },
    html`<h1>${title}</h1>
      ${problemNote(state)}
      <form method="post" action="${of.at}${path}" novalidate>
        ${inputs.map((input) => field(state, input))}${trap(state)}<button>${send}</button>
      </form>`,
  );
}

export function surveyPage(of: In, survey: PublicSurvey, state: FormState): string {
  const { scale, question, followUp, invitation } = survey;
  const scores = Array.from({ length: scale.max - scale.min + 1 }, (_, at) => scale.min + at);
  const problem = state.problems.get('score');
  return page(
    { ...of, title: 'Your opinion' },
    html`${problemNote(state)}<form method="post" action="${of.at}/s/${invitation}" novalidate>
<fieldset${problem === undefined ? null : html` aria-describedby="score-problem"`}><legend><h1>${question}</h1></legend><div class="scale">${scores.map(
      (score) =>
        html`<label
          ><input
            type="radio"
            name="score"
            value="${score}"
            ${state.typed['score'] === String(score) ? html` checked` : null}${score === scale.min ? html` aria-label="${score}, ${scale.low}"` : score === scale.max ? html` aria-label="${score}, ${scale.high}"` : null}
          />${score}</label
        >`,
    )}</div><p class="ends" aria-hidden="true"><span>${scale.min} = ${scale.low}</span><span>${scale.max} = ${scale.high}</span></p>${problem !== undefined && html`<p class="bad" id="score-problem">${problem}</p>`}</fieldset>
${field(state, { name: 'message', label: followUp, type: 'lines', maxChars: limits.messageMaxChars, isNeeded: false })}${trap(state)}<button>Send</button></form>`,
  );
}

export function thanksPage(of: In, reference: string | null): string {
  return page(
    { ...of, title: 'Thank you' },
    html`<h1>Thank you</h1>
      ${
        reference === null
          ? html`<p role="status">Your answer has arrived.</p>`
          : html`<p role="status">
                Your message has arrived. Its number is <strong>${reference}</strong>; please name
                it when you ask about it again.
              </p>
              <p>We answer by e-mail.</p>`
      }
      <p><a href="${of.at}/">Back to ${of.site.name}</a></p>`,
  );
}

/** Where there is no workspace to speak for. */
const NOBODY = { name: 'Rapport', color: 'Gray', pages: new Set<string>(), language: '' };

export function notFoundPage(of: In | null): string {
  const { site, at } = of ?? { site: NOBODY, at: '' };
  return page(
    { site, at, title: 'Not found' },
    html`<h1>There is no such page</h1>
      <p>The address may be misspelt, or what was here is no longer public.</p>
      ${of !== null && html`<p><a href="${at}/">To the first page</a></p>`}`,
  );
}

export function sorryPage(of: In | null, words: string): string {
  const { site, at } = of ?? { site: NOBODY, at: '' };
  return page(
    { site, at, title: 'Not now' },
    html`<h1>Not now</h1>
      <p role="alert">${words}</p>`,
  );
}
