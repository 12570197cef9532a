import { join } from 'node:path'
import { formatFiles, type GeneratorCallback, type Tree } from '@nx/devkit'
import { formatProblems } from 'bocas/internal'
import { addFiles } from '../shared/add-files'
import { checkSpelling } from '../task/check-name'
import { HERE } from '../../here'

export interface LibraryGeneratorOptions {
  readonly name: string
  readonly skipFormat?: boolean | undefined
}

/**
 * Creates `library/<name>.ts`: a module that tasks share.
 *
 * @throws Error when the name will not do or the file exists. Then nothing is created.
 */
export default async function libraryGenerator(
  tree: Tree,
  options: LibraryGeneratorOptions,
): Promise<GeneratorCallback> {
  const name = String(options.name)
  const file = `library/${name}.ts`
  const misspelt = checkSpelling(name, 'library')
  const existing = {
    message: `${file} exists, and nothing is overwritten`,
    hint: 'choose another name, or write on in it',
  }
  const problems = misspelt.length > 0 ? misspelt : tree.exists(file) ? [existing] : []
  if (problems.length > 0) throw new Error(formatProblems(`nx g @bocas/nx:library ${name}`, problems))

  const word = wordOf(name)
  addFiles(tree, join(HERE, 'generators/library/files'), 'library', { name, word })
  if (options.skipFormat !== true) await formatFiles(tree)
  return () =>
    console.log(`
${file} is there. In the run.ts or figures.ts of a task:

  import { ${word} } from '../../library/${name}'`)
}

/** `mean-error` as a name of JavaScript: `meanError`. */
function wordOf(name: string): string {
  const word = name.replace(/[^a-z0-9]+([a-z0-9])?/g, (_all, letter: string | undefined) => letter?.toUpperCase() ?? '')
  return /^\d/.test(word) || RESERVED.has(word) ? `the${word.charAt(0).toUpperCase()}${word.slice(1)}` : word
}

const RESERVED = new Set(
  'break case catch class const continue debugger default delete do else enum export extends false finally for function if import in instanceof new null return super switch this throw true try typeof var void while with yield let static await async eval arguments'.split(
    ' ',
  ),
)
