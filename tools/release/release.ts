import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { releaseVersion } from 'nx/release'
import { releasedChangelog } from './changelog'

const CHANGELOG = 'CHANGELOG.md'

/**
 * `npm run release -- <version or major, minor, patch> [--dry-run]`: gives every package the version by `nx release`, heads the changelog with it,
 * commits and tags. Nothing is sent anywhere: `npm run pack` then makes the tarballs and says how to publish them.
 */
async function main(): Promise<void> {
  const {
    values: { 'dry-run': dryRun = false },
    positionals: [specifier],
  } = parseArgs({ options: { 'dry-run': { type: 'boolean' } }, allowPositionals: true })
  if (specifier === undefined) throw new Error('which version? npm run release -- minor, or major, patch, 1.2.3')
  if (!dryRun && git('status', '--porcelain') !== '') throw new Error('there are changes that are not committed')
  const { workspaceVersion } = await releaseVersion({
    specifier,
    dryRun,
    gitCommit: false,
    gitTag: false,
    stageChanges: false,
  })
  if (!workspaceVersion) throw new Error('nx release gave no version to the packages: see `release` in nx.json')
  const changelog = releasedChangelog(
    readFileSync(CHANGELOG, 'utf8'),
    workspaceVersion,
    new Date().toISOString().slice(0, 10),
  )
  if (dryRun) return console.log(`${CHANGELOG}: what is not released would stand under ${workspaceVersion}; no commit`)
  writeFileSync(CHANGELOG, changelog)
  git('commit', '--all', '--message', `Release ${workspaceVersion}`)
  git('tag', '--annotate', `v${workspaceVersion}`, '--message', `v${workspaceVersion}`)
  console.log(`v${workspaceVersion} is committed and tagged. Next: npm run pack && npm run pack:check`)
}

const git = (...args: readonly string[]): string => execFileSync('git', args, { encoding: 'utf8' }).trim()

main().catch((error: Error) => {
  console.error(`✖ ${error.message}`)
  process.exitCode = 1
})
