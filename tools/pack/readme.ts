/** Code, in which a bracket is no link, or a Markdown link or picture with a target relative to the README: `[text](../x.md "title")`. */
const CODE_OR_LINK =
  /(?<code>```[\s\S]*?```|`[^`\n]*`)|(!?)\[((?:[^[\]]|\[[^\]]*\])*)\]\((?![a-z][a-z0-9+.-]*:|#|\/\/)([^)\s]+)(?:\s+"[^"]*")?\)/gi

/**
 * The README of a package as npm shows it. There is no repository around it: a relative link becomes the address of the file in the
 * repository or, where the package says no address, plain text.
 *
 * @param folder the folder of the README, relative to the root of the repository, with `/`.
 * @param repository the `repository` of the package.json.
 */
export function packedReadme(text: string, folder: string, repository: unknown): string {
  const address = webAddress(repository)
  return text.replace(CODE_OR_LINK, (all, code: string | undefined, picture: string, words: string, target: string) => {
    if (code !== undefined) return all
    if (address === undefined) return words
    const path = new URL(target, `file:///${folder}/`)
    return `${picture}[${words}](${address}/${picture ? 'raw' : 'blob'}/HEAD${path.pathname}${path.hash})`
  })
}

/** The links of a README that lead nowhere on npm. */
export function relativeLinks(text: string): string[] {
  return [...text.matchAll(CODE_OR_LINK)].filter(({ groups }) => groups!.code === undefined).map(([link]) => link)
}

/** `git+https://github.com/owner/name.git` and what npm takes for it, as a page. */
function webAddress(repository: unknown): string | undefined {
  const named = typeof repository === 'string' ? repository : (repository as { url?: unknown } | undefined)?.url
  if (typeof named !== 'string') return undefined
  const short = /^(?:github:)?([\w.-]+\/[\w.-]+)$/.exec(named)
  if (short) return `https://github.com/${short[1]}`
  return /^(?:git\+)?(https:\/\/.+?)(?:\.git)?\/?$/.exec(named)?.[1]
}
