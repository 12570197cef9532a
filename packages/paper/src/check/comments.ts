import type { MarkupLanguage } from '../text/reading'

const COMMENTS: Readonly<Record<MarkupLanguage, (text: string) => string>> = {
  typ: (text) => `// ${text}`,
  tex: (text) => `% ${text}`,
  md: (text) => `<!-- ${text} -->`,
}

/** A text as a comment of a language. */
export const commented = (language: MarkupLanguage, text: string): string => COMMENTS[language](text)
