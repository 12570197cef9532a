import { realpathSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type ErrorCode, isInstalled, posixRelative, readLayout, suggest } from 'bocas/internal/light'
import { generatedPath, generatedProblem, type Reader } from '../../shared/generated-files'
import { importMeanings, lookedUp, type ResolutionInputs, type Meaning } from './import-meanings'
import { packageFolder, packageName } from '../packages/package-folder'
import { readSources, type SourceTexts } from './sources'
import type { ImportKind, Message, PartialMessage, Plugin } from 'esbuild'
import { exportedNames, lackedNames, OURS, type LackedName, type PackageEntry } from './exported-names'
import { importPlace, lackedMessage, lackedOfSource, lacksExport, missingPackage } from './import-hints'

/** A package import of bundled code: which package, seen from which folder. */
export interface PackageImport {
  readonly name: string
  /** The folder under `node_modules` that Node would load it from. */
  readonly folder: string
  /** The file that imports it; a real path. */
  readonly importer: string
}

/** One entry with everything of ours that it imports, as a single ES module. */
export interface Bundle {
  readonly code: string
  /** Absolute real paths of the files in it, sorted. */
  readonly files: readonly string[]
  /** What was read of each file: a file that is saved in this moment cannot be bundled in one state and digested in another. */
  readonly sources: SourceTexts
  /** By file: what each of its imports of our own code means. */
  readonly meanings: ReadonlyMap<string, readonly Meaning[]>
  /** The npm packages that it loads when it runs. */
  readonly packages: readonly PackageImport[]
  readonly lookedUp: ResolutionInputs
}

export interface CodeProblem {
  readonly code?: ErrorCode
  readonly message: string
  /** Workspace-relative place: `tasks/mnist/run.ts:12:7`. */
  readonly at?: string | undefined
  readonly hint?: string | undefined
}

export type BundleOutcome = { readonly bundle: Bundle } | { readonly problems: readonly CodeProblem[] }

/**
 * Bundles `entry` with packages left external. What is bundled is what is run, and its list of files is the import closure that the
 * run key is made of: code that runs and code that is keyed cannot differ.
 *
 * @param outfile where the caller will write the code; decides how packages and source maps are addressed.
 */
export async function bundleCode(root: string, entry: string, outfile: string): Promise<BundleOutcome> {
  const { build } = await import('esbuild')
  const packages: PackageImports = { found: new Map(), places: new Set(), aliases: new Set(), entries: new Map() }
  const sources = new Map<string, Uint8Array>()
  try {
    const result = await build({
      entryPoints: [entry],
      outfile,
      write: false,
      bundle: true,
      metafile: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      // Node knows neither the condition `module` nor `sideEffects`: what runs is what Node would run.
      conditions: [],
      ignoreAnnotations: true,
      sourcemap: 'inline',
      sourcesContent: false,
      logLevel: 'silent',
      absWorkingDir: root,
      plugins: [
        packagesStayOutside(dirname(outfile), packages),
        readSources(sources, (file) => refused(root, entry, file)),
      ],
      // CommonJS packages are reached by require() from an ES module.
      banner: {
        js: `import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(${JSON.stringify(pathToFileURL(entry).href)});`,
      },
    })
    const meanings = importMeanings(root, result.metafile)
    const code = result.outputFiles[0]?.text ?? ''
    const lacked = await lackedNames(code, packages.entries)
    if (lacked.length > 0) return { problems: lacked.map((one) => lackedProblem(root, [...meanings.keys()], one)) }
    return {
      bundle: {
        code,
        files: [...meanings.keys()].sort(),
        sources: new Map([...sources].map(([file, content]) => [realpathSync(file), content])),
        meanings,
        packages: [...packages.found.values()].sort((a, b) => (a.folder + a.importer < b.folder + b.importer ? -1 : 1)),
        lookedUp: lookedUp(root, result.metafile, packages),
      },
    }
  } catch (error) {
    const messages = (error as { errors?: Message[] }).errors
    if (!messages) throw error
    return { problems: await Promise.all(messages.map((message) => codeProblem(root, message))) }
  }
}

/** A generated file is not bundled; the hint goes with the message, as its detail. */
function refused(root: string, entry: string, file: string): PartialMessage | undefined {
  const [reader = 'run'] = /^(sweep|figures)(?=\.ts$)/.exec(basename(entry)) ?? []
  const problem = generatedProblem(readLayout(root), generatedPath(root, file), reader as Reader)
  return problem && { text: problem.message, detail: { hint: problem.hint } }
}

/** As Node says it when it is executed, before anything is. */
function lackedProblem(root: string, files: readonly string[], { specifier, name, names }: LackedName): CodeProblem {
  const message = lackedMessage(specifier, name)
  return { code: 'unknown-export', message, at: importPlace(root, files, message), hint: suggest(name, names) }
}

async function codeProblem(root: string, { text, detail, location: own, notes }: Message): Promise<CodeProblem> {
  const location = own ?? notes.find(({ location }) => location !== null)?.location
  const missing = /^Could not resolve "(.*)"$/.exec(text)
  const code = sortOf(text)
  return {
    ...(code && { code }),
    message: text,
    at: location
      ? `${posixRelative(root, join(root, location.file))}:${location.line}:${location.column + 1}`
      : undefined,
    hint:
      hintIn(detail) ??
      (missing
        ? /^[./]/.test(missing[1]!)
          ? 'check the path of the import'
          : missingPackage(root, packageName(missing[1]!))
        : undefined) ??
      (await lackedHint(root, text)),
  }
}

/** What one of our packages that is linked as source has in the place of a name that it has not. */
async function lackedHint(root: string, text: string): Promise<string | undefined> {
  const lacked = lackedOfSource(text)
  const names = lacked && (await exportedNames(join(root, lacked.file)))
  return names && suggest(lacked.name, names)
}

/** esbuild's errors have no codes: what they begin with is what they are known by. */
function sortOf(text: string): ErrorCode | undefined {
  if (text.startsWith('Could not resolve "')) return 'unresolved-import'
  if (lacksExport(text)) return 'unknown-export'
  return SYNTAX.some((word) => text.startsWith(word)) ? 'syntax-error' : undefined
}

const SYNTAX = ['Expected ', 'Unexpected ', 'Unterminated ', 'Syntax error']

const hintIn = (detail: unknown): string | undefined => (detail as { hint?: string } | undefined)?.hint

/** What the bare imports of a bundle came to. */
export interface PackageImports {
  readonly found: Map<string, PackageImport>
  /** Every place in a `node_modules` where a package was looked for, there or not. */
  readonly places: Set<string>
  /** Bare imports that are no packages: names of a tsconfig's `paths` or a package.json's `imports`. */
  readonly aliases: Set<string>
  /** Installed packages of ours, by the path that the bundle has for them. */
  readonly entries: Map<string, PackageEntry>
}

function packagesStayOutside(outdir: string, { found, places, aliases, entries }: PackageImports): Plugin {
  return {
    name: 'packages-stay-outside',
    setup(context) {
      context.onResolve({ filter: /^[^./]/ }, async ({ path, kind, resolveDir, importer, pluginData }) => {
        if (kind === 'entry-point' || pluginData === 'asked') return undefined
        const resolved = await context.resolve(path, { kind, resolveDir, importer, pluginData: 'asked' })
        const name = packageName(path)
        if (resolved.errors.length > 0) {
          if (kind !== 'dynamic-import') return { errors: resolved.errors }
          // An optional package that is not installed: whoever imports it when it is needed says so then. Installed later, it is in the key.
          packageFolder(resolveDir, name, places)
          return { path, external: true }
        }
        // A module of Node.
        if (resolved.external) return undefined
        const folder = packageFolder(resolveDir, name, places)
        if (folder === null) aliases.add(path)
        // A workspace package, a linked one or an alias: its files are code like any other.
        if (folder === null || !isInstalled(resolved.path)) return undefined
        found.set(`${folder} ${importer}`, { name, folder, importer: realpathSync(importer) })
        // A version nested beside its importer would be missed from where the bundle lies.
        const seenFromBundle = packageFolder(outdir, name) === folder
        const written = seenFromBundle ? path : address(resolved.path, kind)
        if (OURS.includes(path)) entries.set(written, { specifier: path, entry: resolved.path })
        return { path: written, external: true }
      })
    },
  }
}

/** `require` takes paths and `import` takes URLs. */
const address = (path: string, kind: ImportKind): string =>
  kind === 'require-call' || kind === 'require-resolve' ? path : pathToFileURL(path).href
