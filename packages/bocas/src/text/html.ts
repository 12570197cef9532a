const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text for HTML in UTF-8, in elements and in quoted attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => NAMED[character]!)

/** The same for a piece of HTML whose encoding is not ours to choose: everything beyond ASCII is a character reference. White space becomes one space. */
export function escapeAsciiHtml(text: string): string {
  return text
    .replace(/\s+/g, (space) => (space.includes('\u00a0') ? '\u00a0' : space === '\u202f' ? space : ' '))
    .replace(/[&<>"']|[^ -~]/gu, (character) => NAMED[character] ?? `&#${character.codePointAt(0)};`)
}
