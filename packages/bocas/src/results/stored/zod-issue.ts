import type * as z from 'zod'

/** What an issue says; of a key that is wrong, what is wrong with it ("Invalid key in record" says nothing). */
export function messageOf(issue: z.core.$ZodIssue): string {
  return issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message
}
