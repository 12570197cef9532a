/** What a browser would load from another server for this page or style; links that a person clicks are none. */
export function outsideRequests(text: string): string[] {
  const tags = [...text.matchAll(/<(?!a\b)[a-z][^>]*?\s(?:src|href|srcset|poster)="((?:https?:)?\/\/[^"]*)"/gi)]
  const styles = [...text.matchAll(/(?:url\(\s*["']?|@import\s+["'])((?:https?:)?\/\/[^"')\s]+)/gi)]
  return [...tags, ...styles].map(([, address]) => address!)
}
