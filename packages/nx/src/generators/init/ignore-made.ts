import type { Tree } from '@nx/devkit'
import { GENERATED_IN_PAPER, type PaperFolder } from 'bocas/internal'
import { layoutIn } from '../shared/layout-in'

/** What nobody commits at first: what is installed, caches, results and what is made of them. */
export function madeInWorkspace(tree: Tree): string[] {
  const { papers, artifacts } = layoutIn(tree)
  const ofPapers = papers.flatMap(madeIn)
  const views = ofPapers.includes(`${artifacts}/`) ? [] : [`${artifacts}/`]
  return ['node_modules/', '.nx/', '.bocas/', ...ofPapers, ...views, '.venv/', '__pycache__/']
}

/** What is made in the folder of a paper. */
export const madeIn = ({ folder }: PaperFolder): string[] => [
  ...GENERATED_IN_PAPER.map((made) => `${folder}/${made}/`),
  `${folder}/provenance.json`,
]

/** Enters in .gitignore what it lacks; nothing is taken out, since somebody may have decided to commit it. */
export function ignoreMade(tree: Tree, made: readonly string[]): void {
  const text = tree.read('.gitignore', 'utf8') ?? ''
  const listed = new Set(text.split(/\r?\n/).map(bare))
  const missing = made.filter((pattern) => !listed.has(bare(pattern)))
  if (missing.length === 0) return
  const before = text === '' || text.endsWith('\n') ? text : `${text}\n`
  tree.write('.gitignore', `${before}${missing.join('\n')}\n`)
}

/** `/node_modules/`, `!node_modules` and `node_modules` speak of the same. */
const bare = (pattern: string): string => pattern.trim().replace(/^!?\/?|\/$/g, '')
