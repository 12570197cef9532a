const UNRELEASED = '## Unreleased'

/**
 * The changelog once a version is released: what stood under “Unreleased” stands under the version, and what comes next has a place above it.
 *
 * @throws Error when nothing is written there for the users of the version.
 */
export function releasedChangelog(text: string, version: string, day: string): string {
  const lines = text.split('\n')
  const at = lines.indexOf(UNRELEASED)
  if (at < 0) throw new Error(`CHANGELOG.md has no heading “${UNRELEASED}”: what a release changes stands below it`)
  const next = lines.findIndex((line, index) => index > at && line.startsWith('## '))
  const changes = lines.slice(at + 1, next < 0 ? undefined : next)
  if (!changes.some((line) => line.startsWith('- ')))
    throw new Error(`CHANGELOG.md says nothing below “${UNRELEASED}”: write a line for each change that users see`)
  return [...lines.slice(0, at), UNRELEASED, '', `## ${version} (${day})`, ...lines.slice(at + 1)].join('\n')
}
