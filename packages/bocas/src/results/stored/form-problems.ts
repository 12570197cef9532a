import type { Problem } from '../../problems'
import type { Issue } from '../../schema'

/** What is wrong with the form of a file, each with its place in it. */
export const formProblems = (file: string, { issues }: { readonly issues: readonly Issue[] }): Problem[] =>
  issues.map(({ message, path }) => ({ message, path: `${file}: ${path.map(String).join('.')}` }))
