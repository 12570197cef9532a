import type { PaperPaths } from '../shared/paper-paths'
import { shownPath } from '../shared/paper-paths'
import type { PaperProblem } from '../shared/problems'
import { findUses } from '../text/find-uses'
import { readPaperTexts } from '../text/paper-texts'
import type { Use } from '../inventory/uses'
import { checkClaims, claimUses } from './check-claims'
import { checkFinite } from './check-finite'
import { checkTies } from './check-ties'
import { checkChecklist } from './check-checklist'
import { checkData } from './check-data'
import { checkLanguage } from './check-language'
import { checkNumbers } from './check-numbers'
import { readMade } from './read-made'

/**
 * What the text of a paper says and the results do not, found by reading: claims that do not hold, typed numbers, NaN behind what it shows, and choices that nothing has decided. Of a draft, whose numbers are of the
 * runs that there are, only claims.
 *
 * @param met what the typesetter has met: names that code puts together are not found by reading.
 */
export async function findingsOf(
  {
    paperDir,
    main,
    roots,
    folderOf,
    tasks,
    draft,
  }: PaperPaths & { readonly tasks: readonly string[]; readonly draft: boolean },
  met: readonly Use[],
): Promise<PaperProblem[]> {
  const texts = readPaperTexts(paperDir, main)
  const made = await readMade(tasks, roots, folderOf)
  const written = texts.flatMap(({ file, language, reading }) =>
    findUses(reading, language)
      .uses.filter(({ kind }) => kind === 'claim')
      .map(({ name, line, column }) => ({ name, at: { file: shownPath(file, paperDir), line, column } })),
  )
  const uses = claimUses(
    written,
    met.filter(({ kind }) => kind === 'claim').map(({ name }) => name),
  )
  const broken = checkClaims(uses, made.claims)
  if (draft) return broken
  const { problems, warnings } = checkNumbers(texts, made, paperDir)
  return [
    ...broken,
    ...problems,
    ...checkLanguage(made.languages),
    ...warnings,
    ...checkData(texts, paperDir),
    ...checkChecklist(met, made.provenance, folderOf),
    ...checkFinite(met, made.provenance, folderOf),
    ...checkTies(met, made.provenance, folderOf),
  ]
}
