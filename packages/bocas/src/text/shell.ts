/** A word as a POSIX shell reads it back, whatever it holds. */
export const quoted = (word: string): string =>
  /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`

/** Words as one line of a POSIX shell. */
export const quotedLine = (words: readonly string[]): string => words.map(quoted).join(' ')
