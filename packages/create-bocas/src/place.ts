import { existsSync, readdirSync, statSync } from 'node:fs'
import { relative } from 'node:path'
import type { Mistake } from './refusal'

/** What may lie in a folder that counts as empty. */
const HARMLESS = new Set(['.git', '.DS_Store', 'Thumbs.db', '.gitkeep', 'LICENSE'])

/** What is wrong with making a repository in this folder; nothing if it can be made there. */
export function wrongPlace(folder: string): Mistake | undefined {
  if (!existsSync(folder)) return undefined
  const shown = relative('.', folder) || '.'
  if (!statSync(folder).isDirectory()) return { message: `${shown} is a file; choose another name` }
  const inTheWay = readdirSync(folder).filter((name) => !HARMLESS.has(name))
  if (inTheWay.length === 0) return undefined
  const listed = inTheWay.slice(0, 5).join(', ')
  const more = inTheWay.length > 5 ? ` and ${inTheWay.length - 5} more` : ''
  return {
    message: `${shown} is not empty: it holds ${listed}${more}, and nothing is overwritten`,
    hint: 'choose another name; in a workspace of yours, npx nx add @bocas/nx adds what is missing',
  }
}

/** What is wrong with this version of Node; nothing if it will do. */
export function wrongNode(version: string): Mistake | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isOldest = major > 20 || (major === 20 && minor >= 19)
  return isOldest
    ? undefined
    : {
        message: `Node ${version} is too old: bocas needs 20.19 or later`,
        hint: 'install it from https://nodejs.org',
      }
}
