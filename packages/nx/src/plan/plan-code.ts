import { sep } from 'path'
import { namesWithin, posixRelative } from 'bocas/internal/light'
import type { Problem } from 'bocas/internal/light'
import { bocasFolder } from './code/code-digests'
import type { HiddenImport } from './code/hidden-imports'
import { readCode, type Code } from './code/read-code'
import { packagePlace } from './packages/follow-places'
import { npmClosure, type NpmClosure } from './packages/npm-closure'
import { withFiguresData, type FiguresOutcome } from './plan-figures'
import { NO_CODE, type PlannedCode } from './task-plan'
import type { CodeProblem } from './code/bundle'

/** Plans a `figures.ts`, of a task or of the paper. */
export const planFigures = async (root: string, entry: string): Promise<FiguresOutcome> =>
  withFiguresData(root, entry, await planCode(root, entry, { bocas: 'by content' }))

/** Planned code, and what is wrong with it. */
export interface CodeOutcome {
  readonly planned: PlannedCode
  /** As it was read; missing when it does not load. */
  readonly code?: Code
  readonly problems: readonly Problem[]
}

/**
 * Bundles and digests one entry: `run.ts`, `figures.ts`.
 *
 * `bocas` enters a run key by its protocol version only (see PROTOCOL): an upgrade must not retrain anything. Figures are cheap and
 * show what its statistics compute, so there it counts by content like any package.
 */
export async function planCode(
  root: string,
  entry: string,
  { bocas }: { readonly bocas: 'by protocol' | 'by content' },
): Promise<CodeOutcome> {
  const outcome = await readCode(root, entry)
  if ('problems' in outcome) {
    return {
      planned: { ...NO_CODE, files: [posixRelative(root, entry)] },
      problems: outcome.problems.map(asProblem),
    }
  }
  const { script, files, packages } = bocas === 'by protocol' ? withoutBocas(outcome.code) : outcome.code
  // Other packages, such as @bocas/tfjs, depend on it as well.
  const closure = npmClosure(root, packages, bocas === 'by protocol' ? { without: 'bocas' } : {})
  const given = versionsGiven(root, packages, closure)
  const hidden = files.flatMap(({ file, hiddenImports }) =>
    hiddenImports.map((found) => hiddenProblem(posixRelative(root, file), found)),
  )
  const refused = files.flatMap(({ file, refusedNames = [] }) =>
    refusedNames.map((found) => nameRefused(posixRelative(root, file), found)),
  )
  return {
    planned: {
      script,
      files: namesWithin(
        root,
        files.map(({ file }) => file),
      ),
      digests: byId(files.map(({ id, digest, file }) => [id, withVersions(digest, given.get(file) ?? [])])),
      packages: closure.packages,
      loadable: npmClosure(root, outcome.code.packages),
      topLevelPackages: closure.topLevel,
    },
    code: outcome.code,
    problems: [...hidden, ...refused],
  }
}

/** Two sources that are linked in from elsewhere can have one name: then it stands for both. */
function byId(digests: readonly (readonly [id: string, digest: string])[]): Record<string, string> {
  const all: Record<string, string> = {}
  for (const [id, digest] of digests) all[id] = id in all ? [all[id], digest].sort().join(', ') : digest
  return all
}

/** By importing file: which version it is given of each package, as sorted `name@version`. */
function versionsGiven(root: string, packages: Code['packages'], { folders }: NpmClosure): Map<string, string[]> {
  const versions = new Map(folders.map(({ folder, version }) => [folder, version]))
  const given = new Map<string, string[]>()
  for (const { importer, name, folder } of packages) {
    const version = versions.get(packagePlace(root, folder)) ?? 'unversioned'
    given.set(importer, [...(given.get(importer) ?? []), `${name}@${version}`].sort())
  }
  return given
}

/** The digest of a file's code, and after it which versions it is given: told apart, so that a bump is not taken for an edit. */
const withVersions = (digest: string, given: readonly string[]): string => [digest, ...given].join(' ')

function nameRefused(file: string, { name, problem, line }: RefusedNames[number]): Problem {
  const at = line === undefined ? '' : `:${line}`
  return {
    code: 'wrong-name',
    message: `${file}${at}: run returns \`${name}\`, and no result can have it: ${problem}`,
    hint: 'give that artifact another name: it would be refused when the run has ended',
  }
}

type RefusedNames = NonNullable<Code['files'][number]['refusedNames']>

function hiddenProblem(file: string, { kind, code }: HiddenImport): Problem {
  return kind === 'computed path'
    ? {
        code: 'computed-import',
        message: `${file}: the path of \`${code}\` is computed, so what it loads is not in the run key`,
        hint: 'write the path out, or begin it with a literal folder as in import(`./tactics/${name}.ts`): then every file that it can mean is known',
      }
    : {
        message: `${file}: \`${code}\` starts a thread whose code is not in the run key`,
        hint: 'compute in the run itself: bocas executes several runs at the same time, each in a process of its own',
      }
}

function withoutBocas({ script, files, packages }: Code): Code {
  const own = bocasFolder() + sep
  return {
    script,
    files: files.filter(({ file }) => !file.startsWith(own)),
    packages: packages.filter(({ name, importer }) => name !== 'bocas' && !importer.startsWith(own)),
  }
}

const asProblem = ({ code, message, at, hint }: CodeProblem): Problem => ({
  ...(code && { code }),
  message: at ? `${message} (${at})` : message,
  hint,
})
