/** Variables that give access to where results are shared. What is executed is given none of them: a run could use them, or write them down. */
const SECRETS = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN']

/** @param declared names that a sweep declares: their values are in the key, and the author wants them. */
export function withoutSecrets(env: Readonly<NodeJS.ProcessEnv>, declared: readonly string[] = []): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !SECRETS.includes(name.toUpperCase()) || declared.includes(name)),
  )
}
