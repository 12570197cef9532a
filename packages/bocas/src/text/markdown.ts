/** Text as Markdown (CommonMark with tables) that shows exactly this text. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~$&]/g, '\\$&').replace(/[^\S\u00a0\u202f]+/g, ' ')
}
