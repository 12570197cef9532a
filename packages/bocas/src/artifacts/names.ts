import { wrongName } from '../sweep/author/name-rules'

/** What is wrong with a name that becomes the name of a file on every platform; `undefined` when nothing is. */
export function nameProblem(name: string): string | undefined {
  const wrong = name === '__proto__' ? "is JavaScript's own" : wrongName(name)
  return wrong === undefined ? undefined : `the name ${JSON.stringify(name)} ${wrong}`
}

/** What is wrong with names beside each other, by the later one: some file systems take `A` and `a` for one name. */
export function namesTakenTwice(names: readonly string[]): { readonly name: string; readonly problem: string }[] {
  const seen = new Map<string, string>()
  return names.flatMap((name) => {
    const other = seen.get(name.toLowerCase())
    seen.set(name.toLowerCase(), name)
    return other === undefined || other === name
      ? []
      : [
          {
            name,
            problem: `\`${other}\` and \`${name}\` differ only in case; some file systems cannot tell them apart`,
          },
        ]
  })
}
