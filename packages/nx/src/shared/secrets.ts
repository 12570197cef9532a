import { isSecret } from 'bocas/internal/light'

/** An environment for what is executed: all of this one, but for what gives access to something. */
export const withoutSecrets = (
  env: Readonly<NodeJS.ProcessEnv>,
  { but = [] }: { readonly but?: readonly string[] } = {},
): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !isSecret(name) || but.includes(name)))

/** Removes secrets from the environment of this process, whatever has started it; but not those that are named. */
export function forgetSecrets(but: readonly string[] = []): void {
  for (const name of Object.keys(process.env)) if (isSecret(name) && !but.includes(name)) delete process.env[name]
}

/** What to add to an error that names a secret which was kept from the run; undefined when it names none. */
export function secretHint(message: string): string | undefined {
  const names = [...new Set(message.match(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g))]
  const missing = names.filter((name) => isSecret(name) && process.env[name] === undefined)
  if (missing.length === 0) return undefined
  const list = missing.map((name) => `'${name}'`).join(', ')
  return `runs get no credentials that their sweep does not declare → in sweep.ts: { secrets: [${list}] }, which is in no key and stored nowhere`
}
