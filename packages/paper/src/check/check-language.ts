import { type Language } from 'bocas/internal/made'
import type { PaperProblem } from '../shared/problems'

/** That facts of a paper are in several languages: one number would have two spellings. */
export function checkLanguage(languages: ReadonlyMap<string, Language>): PaperProblem[] {
  const spoken = [...new Set(languages.values())]
  if (spoken.length < 2) return []
  const groups = spoken.map((language) => {
    const tasks = [...languages].flatMap(([task, own]) => (own === language ? [task] : []))
    return `those of ${tasks.join(', ')} in '${language}'`
  })
  return [
    {
      message: `the facts of this paper are in ${spoken.length} languages: ${groups.join(', ')}`,
      hints: ['say `language` once, in an object that every figures.ts hands to defineFigures'],
    },
  ]
}
