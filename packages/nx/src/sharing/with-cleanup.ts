/**
 * Does something and clears up after it, however it ended: every step is taken, also when one before it fails. What is thrown is the first error: one of clearing up
 * would hide why it came to that.
 */
export async function withCleanup<T>(act: () => Promise<T>, ...steps: readonly (() => unknown)[]): Promise<T> {
  const errors: unknown[] = []
  const attempt = async <R>(step: () => R): Promise<Awaited<R> | undefined> => {
    try {
      return await step()
    } catch (error) {
      errors.push(error)
      return undefined
    }
  }
  const value = await attempt(act)
  for (const step of steps) await attempt(step)
  if (errors.length > 0) throw errors[0]
  return value as T
}
