import type * as z from 'zod'
import type { Problem } from '../../problems'

/** What is wrong with the form of a file, each with its place in it. */
export const formProblems = (file: string, { issues }: z.ZodError): Problem[] =>
  issues.map((issue) => ({ message: messageOf(issue), path: `${file}: ${issue.path.map(String).join('.')}` }))

/** What an issue says; of a key that is wrong, what is wrong with it ("Invalid key in record" says nothing). */
function messageOf(issue: z.core.$ZodIssue): string {
  return issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message
}
