/** Whether an environment variable can be called so. */
export const isVariableName = (name: string): boolean => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name)

/**
 * Variables that give access to something, by the words in their names: `AWS_SECRET_ACCESS_KEY`, `HF_TOKEN`, `PGPASSWORD`. A run is given none of them
 * unless it declares it: it could use it, print it, or return it.
 */
const SECRET =
  /(?:^|_)(?:TOKEN|SECRETS?|PASSPHRASE|CREDENTIALS?|(?:ACCESS|PRIVATE|ACCOUNT|STORAGE|ENCRYPTION)_?KEY(?:_ID)?|CONNECTION_STRING)(?:_|$)|API_?KEY|PASSWORD|PASSWD/i

/** Whether a variable of this name is taken for a credential. */
export const isSecret = (name: string): boolean => SECRET.test(name)
