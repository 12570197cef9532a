import { escapeHtml, type Language, wordsIn } from 'bocas/internal/made'

/** One file that needs no other: how it looks is in it. */
export function page(
  title: string,
  body: string,
  {
    draft,
    note,
    language,
  }: {
    readonly draft?: { readonly holes: readonly string[] } | undefined
    readonly note?: string | undefined
    readonly language?: Language | undefined
  } = {},
): string {
  const { draft: words, results } = wordsIn(language)
  const shownTitle = draft ? `${words.mark}${results.table.colon}${title}` : title
  return `<!doctype html>
<html lang="${language ?? 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(shownTitle)}</title>
${note === undefined ? '' : `<meta name="keywords" content="${escapeHtml(note)}">\n`}<style>
${STYLE}${draft ? draftStyle(words.mark) : ''}</style>
</head>
<body>
<main>
${body.trimEnd()}${draft ? holesSection(draft.holes, results.paper.draft) : ''}
</main>
</body>
</html>
`
}

/** What a draft lacks. */
function holesSection(holes: readonly string[], { title, nothing }: { title: string; nothing: string }): string {
  const list = holes.map((hole) => `<li>${escapeHtml(hole)}</li>`).join('\n')
  const shown = list === '' ? `<p>${escapeHtml(nothing)}</p>` : `<ul>\n${list}\n</ul>`
  return `\n<section>\n<h2>${escapeHtml(title)}</h2>\n${shown}\n</section>`
}

const STYLE = `body { margin: 0; color: #111; background: #fff; font: 1.05rem/1.5 Georgia, 'Times New Roman', serif }
main { max-width: 44rem; margin: 2rem auto 4rem; padding: 0 1rem }
h1 { font-size: 1.8rem; line-height: 1.2; text-align: center; margin: 1.5em 0 1em }
h2 { font-size: 1.3rem; margin: 1.8em 0 0.6em }
h3 { font-size: 1.1rem; margin: 1.4em 0 0.5em }
a { color: #1f3d6d }
figure { margin: 1.8em 0; overflow-x: auto; text-align: center }
figure img { max-width: 100% }
figcaption { font-size: 0.9rem; text-align: left; margin: 0.6em 0 }
table { border-collapse: collapse; margin: 0 auto; border-top: 2px solid; border-bottom: 2px solid; font-size: 0.9rem }
th, td { padding: 0.2em 0.8em; font-weight: normal }
thead { border-bottom: 1px solid }
td strong { font-weight: bold }
figure > p { font-size: 0.8rem; text-align: left }
code, pre { font-size: 0.88em }
pre { overflow-x: auto; background: #f5f5f5; padding: 0.8em }
[role='doc-bibliography'] { font-size: 0.9rem }
[role='doc-bibliography'] ul { padding: 0 }
[role='doc-bibliography'] li { margin: 0.4em 0 0.4em 2.4em; text-indent: -2.4em }
[role='doc-bibliography'] .prefix { display: inline-block; min-width: 2.4em; text-indent: 0 }
.claim.wrong { color: #c00 }
.gap { color: #c00; border: 1px solid; padding: 0 0.2em }
`

const draftStyle = (mark: string): string => `body::before {
  content: '${mark}'; position: fixed; inset: 0; display: grid; place-items: center; pointer-events: none;
  font: bold 22vmin sans-serif; color: rgb(200 0 0 / 15%); transform: rotate(-45deg)
}
@media print { body::before { position: fixed } }
`
