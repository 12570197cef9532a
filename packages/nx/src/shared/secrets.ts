/**
 * Variables that give access to something, by the words in their names: `AWS_SECRET_ACCESS_KEY`, `HF_TOKEN`, `PGPASSWORD`. What is executed is given none of them
 * unless it declares it: a run could use it, print it, or return it.
 */
const SECRET =
  /(?:^|_)(?:TOKEN|SECRETS?|PASSPHRASE|CREDENTIALS?|(?:ACCESS|PRIVATE|ACCOUNT|STORAGE|ENCRYPTION)_?KEY(?:_ID)?|CONNECTION_STRING)(?:_|$)|API_?KEY|PASSWORD|PASSWD/i

export const isSecret = (name: string): boolean => SECRET.test(name)

/** An environment for what is executed: all of this one, but for what gives access to something. */
export const withoutSecrets = (
  env: Readonly<NodeJS.ProcessEnv>,
  { but = [] }: { readonly but?: readonly string[] } = {},
): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !isSecret(name) || but.includes(name)))

/**
 * The same for the environment of this process, whatever has started it.
 *
 * @param declared variables with the values that they had where the run was planned: of these it has the secret ones too.
 */
export function forgetSecrets(declared: Readonly<Record<string, string | null>>): void {
  for (const name of Object.keys(process.env)) if (isSecret(name)) delete process.env[name]
  for (const [name, value] of Object.entries(declared)) if (isSecret(name) && value !== null) process.env[name] = value
}

/** What to add to an error that names a secret which was kept from the run; undefined when it names none. */
export function secretHint(message: string): string | undefined {
  const names = [...new Set(message.match(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g))]
  const kept = names.filter((name) => isSecret(name) && process.env[name] === undefined)
  if (kept.length === 0) return undefined
  const list = kept.map((name) => `'${name}'`).join(', ')
  return `${kept.join(' and ')} of your environment ${kept.length === 1 ? 'is' : 'are'} kept from runs → declare what this one needs, which is then in its key: { env: [${list}] }`
}
