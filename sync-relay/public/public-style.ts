/** The look of the public pages: one sheet, no scripts, light and dark, from 320 px of width. */

/** By the colours that a portal can have: on a light and on a dark ground, each with 4.5 : 1 and more. */
const COLORS: Readonly<Record<string, readonly [light: string, dark: string]>> = {
  Blue: ['#1d5fc4', '#8ab4f8'],
  Teal: ['#0b7285', '#66d9e8'],
  Green: ['#217a36', '#8ce99a'],
  Orange: ['#b3480a', '#ffc078'],
  Red: ['#b92c2c', '#ffa8a8'],
  Violet: ['#6741d9', '#b197fc'],
  Gray: ['#495057', '#ced4da'],
};

const accents = (which: 0 | 1): string =>
  Object.entries(COLORS)
    .map(([name, pair]) => `body[data-color="${name}"]{--accent:${pair[which]}}`)
    .join('\n');

export const PUBLIC_STYLE = `
:root{color-scheme:light dark;--ground:#fff;--raised:#f6f7f9;--ink:#1c2127;--soft:#5a6472;--line:#d9dee5;--on-accent:#fff;--bad:#b42318;--good:#1f7a3d}
${accents(0)}
@media (prefers-color-scheme:dark){
:root{--ground:#16191d;--raised:#1f2429;--ink:#e8ebef;--soft:#a9b2be;--line:#363d46;--on-accent:#12161a;--bad:#ff9a92;--good:#8ce99a}
${accents(1)}
}
*{box-sizing:border-box}
body{margin:0;color:var(--ink);background:var(--ground);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
.skip{position:absolute;left:-999rem}
.skip:focus{left:1rem;top:.5rem;padding:.25rem .5rem;background:var(--ground)}
header{border-bottom:1px solid var(--line);border-top:4px solid var(--accent)}
header>div,main,footer{max-width:46rem;margin:0 auto;padding:0 1.25rem}
header>div{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;align-items:baseline;padding-top:.875rem;padding-bottom:.875rem}
header a{color:var(--ink);text-decoration:none}
header .name{font-size:1.125rem;font-weight:650;margin-right:auto}
nav{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem}
nav a{color:var(--soft);padding:.125rem 0}
nav a:hover,nav a[aria-current]{color:var(--accent)}
nav a[aria-current]{box-shadow:0 2px 0 var(--accent)}
main{padding-top:2rem;padding-bottom:3rem}
h1{font-size:1.75rem;line-height:1.25;margin:0 0 .75rem;letter-spacing:-.01em}
h2{font-size:1.125rem;margin:2rem 0 .5rem}
h3{font-size:1.0625rem;margin:1.5rem 0 .375rem}
p{margin:0 0 1rem}
a{color:var(--accent)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:3px}
.soft{color:var(--soft)}
.lead{font-size:1.0625rem;color:var(--soft);white-space:pre-line}
.search{display:flex;gap:.5rem;margin:1.25rem 0 0}
.search input{flex:1;min-width:0}
input,textarea,button{font:inherit;color:inherit}
input[type=text],input[type=email],input[type=tel],input[type=search],textarea{width:100%;padding:.5rem .625rem;border:1px solid var(--line);border-radius:6px;background:var(--ground)}
input[aria-invalid],textarea[aria-invalid]{border-color:var(--bad)}
textarea{min-height:9rem;resize:vertical}
button{padding:.5rem 1rem;border:1px solid var(--accent);border-radius:6px;color:var(--on-accent);background:var(--accent);font-weight:600;cursor:pointer}
button.quiet{color:var(--ink);background:var(--ground);border-color:var(--line);font-weight:400}
button:hover{filter:brightness(.94)}
label,legend{display:block;font-weight:600;padding:0;margin:0 0 .25rem}
fieldset{border:0;margin:0 0 1.25rem;padding:0;min-width:0}
.field{margin:0 0 1.125rem}
.field .soft{font-weight:400}
.bad{color:var(--bad);margin:.25rem 0 0}
.note{padding:.75rem 1rem;border:1px solid var(--line);border-left:4px solid var(--accent);border-radius:6px;background:var(--raised)}
.note.wrong{border-left-color:var(--bad)}
.trap{position:absolute;left:-999rem;height:1px;overflow:hidden}
ul.answers{list-style:none;margin:0;padding:0}
ul.answers li{padding:.625rem 0;border-top:1px solid var(--line)}
ul.answers a{font-weight:600;text-decoration:none}
ul.answers a:hover{text-decoration:underline}
ul.answers p{margin:.125rem 0 0;color:var(--soft)}
article pre{padding:.75rem;border-radius:6px;background:var(--raised);overflow:auto}
article blockquote{margin:0 0 1rem;padding-left:1rem;border-left:3px solid var(--line);color:var(--soft)}
article li p{margin:0}
.vote{display:flex;flex-wrap:wrap;gap:.5rem .75rem;align-items:center;margin:2.5rem 0 1rem;padding-top:1rem;border-top:1px solid var(--line)}
.scale{display:flex;flex-wrap:wrap;gap:.375rem}
.scale label{display:flex;align-items:center;justify-content:center;min-width:2.75rem;height:2.75rem;margin:0;border:1px solid var(--line);border-radius:6px;font-weight:500;cursor:pointer}
.scale input{position:absolute;opacity:0}
.scale label:hover{border-color:var(--accent)}
.scale label:has(:checked){color:var(--on-accent);background:var(--accent);border-color:var(--accent)}
.scale label:has(:focus-visible){outline:2px solid var(--accent);outline-offset:2px}
.ends{display:flex;flex-wrap:wrap;gap:.25rem 2rem;margin:.375rem 0 0;color:var(--soft);font-size:.875rem}
footer{color:var(--soft);font-size:.875rem;padding-bottom:2rem}
@media (max-width:30rem){main{padding-top:1.25rem}h1{font-size:1.5rem}}
`;
