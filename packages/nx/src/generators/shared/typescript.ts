import { createRequire } from 'node:module'
import { join } from 'node:path'
import type * as TypeScript from 'typescript'
import { formatProblem, isUnresolved } from 'bocas/internal/light'

export type Ts = typeof TypeScript
export type SyntaxNode = TypeScript.Node

/**
 * The TypeScript of a workspace, which generators that change code read it with.
 *
 * @throws Error that says what to install where there is none, or one that cannot be asked (7 has no API for JavaScript).
 */
export function loadTypeScript(root: string): Ts {
  const found = fromPlaces(root)
  if (typeof found?.createSourceFile === 'function') return found
  const lacks =
    found === undefined ? 'there is no TypeScript in this workspace' : `TypeScript ${found.version} has no API`
  const message = `${lacks}, and this generator reads your code with it`
  // Nx prints the message of an error as it is.
  throw new Error(formatProblem({ message, hint: 'npm install --save-dev typescript@~5.9.3' }))
}

function fromPlaces(root: string): Ts | undefined {
  for (const place of [join(root, 'package.json'), __filename]) {
    try {
      return createRequire(place)('typescript') as Ts
    } catch (error) {
      if (!isUnresolved(error)) throw error
      // Not there; the next place.
    }
  }
  return undefined
}

/** Text to put at a place of a file. */
export interface Insertion {
  readonly at: number
  readonly text: string
}

/** A text with others put in, each at a place of the text as it was. */
export function insert(text: string, insertions: readonly Insertion[]): string {
  const ordered = [...insertions].sort((a, b) => b.at - a.at)
  return ordered.reduce((result, { at, text: added }) => result.slice(0, at) + added + result.slice(at), text)
}

/** All nodes of a file for which `choose` gives something, from top to bottom. */
export function findAll<T>(node: SyntaxNode, choose: (node: SyntaxNode) => T | undefined): T[] {
  const found: T[] = []
  const visit = (child: SyntaxNode): void => {
    const chosen = choose(child)
    if (chosen !== undefined) found.push(chosen)
    child.forEachChild(visit)
  }
  visit(node)
  return found
}

/** The spaces at the beginning of the line of a place. */
export const indentAt = (text: string, at: number): string =>
  /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', at - 1) + 1))![0]
