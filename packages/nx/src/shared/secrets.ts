/** Variables that give access to where results are shared. What is executed is given none of them: a run could use them, or write them down. */
const SECRETS = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN']

/** An environment for what is executed: all of this one, but for what gives access to where results are shared. */
export const withoutSecrets = (env: Readonly<NodeJS.ProcessEnv>): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !SECRETS.includes(name.toUpperCase())))

/** The same for the environment of this process. */
export function forgetSecrets(): void {
  for (const name of Object.keys(process.env)) if (SECRETS.includes(name.toUpperCase())) delete process.env[name]
}
