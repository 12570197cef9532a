/**
 * Text as Typst markup that shows exactly this text: escaped is what means something anywhere (quotes and hyphens become typographic, two stops an ellipsis),
 * and what means something at the beginning (headings, lists, terms, `1.`). White space becomes a space, unless it is one at which no line breaks.
 */
export function escapeTypst(text: string): string {
  return text
    .replace(/[^\S\u00a0\u202f]+/g, ' ')
    .replace(/[\\#$*_`<>@[\]~\-"']|\/(?=\/)|^\/|\.(?=[\s.]|$)|^[=+]/g, '\\$&')
}
