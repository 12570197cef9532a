import type { Tree } from '@nx/devkit'
import { GENERATED_IN_PAPER } from 'bocas/internal'

/** What nobody commits at first: what is installed, caches, results and what is made of them. */
const MADE = [
  'node_modules/',
  '.nx/',
  '.bocas/',
  ...GENERATED_IN_PAPER.map((folder) => `paper/${folder}/`),
  'paper/provenance.json',
  '.venv/',
  '__pycache__/',
]

/** Enters in .gitignore what it lacks; nothing is taken out, since somebody may have decided to commit it. */
export function ignoreMade(tree: Tree): void {
  const text = tree.read('.gitignore', 'utf8') ?? ''
  const listed = new Set(text.split(/\r?\n/).map(bare))
  const missing = MADE.filter((pattern) => !listed.has(bare(pattern)))
  if (missing.length === 0) return
  const before = text === '' || text.endsWith('\n') ? text : `${text}\n`
  tree.write('.gitignore', `${before}${missing.join('\n')}\n`)
}

/** `/node_modules/`, `!node_modules` and `node_modules` speak of the same. */
const bare = (pattern: string): string => pattern.trim().replace(/^!?\/?|\/$/g, '')
