import { createHash } from 'node:crypto'
import type { DetailsPart, PageData } from '../data/page-data'

/** The script and the style of the page, as they are bundled. */
export interface PageCode {
  readonly script: string
  readonly style: string
}

export interface PageContent {
  readonly data: PageData
  /** Details of runs, where they are in the page. */
  readonly parts: readonly DetailsPart[]
  /** Of a page that is being watched: the script beside it that says whether there is a newer one, and what this one is called there. */
  readonly live?: { readonly script: string; readonly revision: string } | undefined
}

/**
 * The page: one file, which asks nothing of any network. The same content gives the same bytes.
 *
 * What comes from runs, configs and logs is in it as JSON only, in which `<` is written as `\u003c`: no text can end the element that holds it. The page's
 * script puts it into the document as text. Should that ever fail, the policy lets no other script start: scripts are allowed by their digests, and
 * `strict-dynamic` hands that on to the files of details, which the page's script adds, and to nothing that is in the document.
 */
export function pageHtml({ data, parts, live }: PageContent, { script, style }: PageCode): string {
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${digest(script)}' 'strict-dynamic'`,
    // Positions of marks are set by script, which no policy of styles holds back; what is in the document has no style of its own.
    `style-src 'sha256-${digest(style)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${asText(data.title)}</title>
<style>${style}</style>
</head>
<body>
<main id="page"><h1>${asText(data.title)}</h1><p>This page shows its tables and curves by script, which is switched off here.</p></main>
${jsonBlock('data', data)}
${parts.map((part, index) => jsonBlock(`part-${index}`, part)).join('\n')}
${live === undefined ? '' : jsonBlock('live', live)}
<script>${script}</script>
</body>
</html>
`
}

const digest = (text: string): string => createHash('sha256').update(text, 'utf8').digest('base64')

const jsonBlock = (id: string, value: unknown): string =>
  `<script type="application/json" id="${id}">${inertJson(value)}</script>`

/** JSON that no parser of HTML takes for anything else. */
export const inertJson = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c')

const asText = (text: string): string => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
