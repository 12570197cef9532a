const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text for HTML, in elements and in quoted attributes. Everything beyond ASCII is a character reference: the file is the same text in every encoding. */
export function escapeHtml(text: string): string {
  return text
    .replace(/\s+/g, (space) => (space.includes('\u00a0') ? '\u00a0' : ' '))
    .replace(/[&<>"']|[^ -~]/gu, (character) => NAMED[character] ?? `&#${character.codePointAt(0)};`)
}
