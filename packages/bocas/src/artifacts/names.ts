import { wrongName } from '../sweep/author/name-rules'

/** What is wrong with a name that becomes the name of a file on every platform; `undefined` when nothing is. */
export function nameProblem(name: string): string | undefined {
  const wrong = name === '__proto__' ? "is JavaScript's own" : wrongName(name)
  return wrong === undefined ? undefined : `the name ${JSON.stringify(name)} ${wrong}`
}
