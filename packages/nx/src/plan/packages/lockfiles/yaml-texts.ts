import type * as Yaml from 'yaml'

/** Reads YAML with every scalar as its text, as versions are: `1.10` is no number. */
export function readYamlTexts<T>(text: string): T {
  // Loaded when it is needed: no workspace of npm waits for it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { parse } = require('yaml') as typeof Yaml
  return parse(text, { schema: 'failsafe', prettyErrors: false, maxAliasCount: 0 }) as T
}
