import { builtinModules } from 'node:module'
import { existsSync, realpathSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { packageName } from './npm-closure'
import type { Loader, Message, Plugin } from 'esbuild'

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
  /** The npm packages that it loads when it runs. */
  readonly packages: readonly PackageImport[]
}

export interface CodeProblem {
  readonly message: string
  /** Workspace-relative place: `tasks/mnist/run.ts:12:7`. */
  readonly at?: string
  readonly hint?: string
}

export type BundleOutcome = { readonly bundle: Bundle } | { readonly problems: readonly CodeProblem[] }

const BUILTINS = new Set([...builtinModules, ...builtinModules.map((name) => `node:${name}`)])

/**
 * Bundles `entry` with packages left external. What is bundled is what is run, and its list of files is the import closure that the
 * run key is made of: code that runs and code that is keyed cannot differ.
 *
 * @param outfile where the caller will write the code; decides how packages and source maps are addressed.
 */
export async function bundle(root: string, entry: string, outfile: string): Promise<BundleOutcome> {
  const { build } = await import('esbuild')
  const packages = new Map<string, PackageImport>()
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
      sourcemap: 'inline',
      sourcesContent: false,
      logLevel: 'silent',
      absWorkingDir: root,
      plugins: [packagesStayOutside(root, dirname(outfile), packages), ownPlaceOfEachFile()],
      // CommonJS packages are reached by require() from an ES module.
      banner: {
        js: `import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(${JSON.stringify(pathToFileURL(entry).href)});`,
      },
    })
    const files = Object.keys(result.metafile.inputs).map((file) => realpathSync(join(root, file)))
    return {
      bundle: {
        code: result.outputFiles[0]?.text ?? '',
        files: files.sort(),
        packages: [...packages.values()].sort((a, b) => (a.folder + a.importer < b.folder + b.importer ? -1 : 1)),
      },
    }
  } catch (error) {
    const messages = (error as { errors?: Message[] }).errors
    if (!messages) throw error
    return { problems: messages.map((message) => codeProblem(root, message)) }
  }
}

function codeProblem(root: string, { text, location }: Message): CodeProblem {
  const missing = /^Could not resolve "(.*)"$/.exec(text)
  return {
    message: text,
    at: location
      ? `${relative(root, join(root, location.file)).split(sep).join('/')}:${location.line}:${location.column + 1}`
      : undefined,
    hint: missing
      ? /^[./]/.test(missing[1]!)
        ? 'check the path of the import'
        : `install it: npm install ${packageName(missing[1]!)}`
      : undefined,
  }
}

function packagesStayOutside(root: string, outdir: string, found: Map<string, PackageImport>): Plugin {
  return {
    name: 'packages-stay-outside',
    setup(context) {
      context.onResolve({ filter: /^[^./]/ }, async ({ path, kind, resolveDir, importer, pluginData }) => {
        if (kind === 'entry-point' || pluginData === 'asked') return undefined
        if (BUILTINS.has(path)) return { path, external: true }
        const resolved = await context.resolve(path, { kind, resolveDir, importer, pluginData: 'asked' })
        if (resolved.errors.length > 0) {
          // An optional package that is not installed: whoever imports it when it is needed says so then. Installed later, it is in the key.
          return kind === 'dynamic-import' ? { path, external: true } : { errors: resolved.errors }
        }
        const folder = packageFolder(resolveDir, packageName(path))
        // A workspace package, a linked one or an alias: its files are code like any other.
        if (folder === null || !isInstalled(resolved.path)) return { path: resolved.path }
        found.set(`${folder} ${importer}`, { name: packageName(path), folder, importer })
        const seenFromBundle = packageFolder(outdir, packageName(path))
        if (seenFromBundle === folder) return { path, external: true }
        // A version nested beside its importer would be missed from where the bundle lies; require() takes paths, import takes URLs.
        const required = kind === 'require-call' || kind === 'require-resolve'
        return { path: required ? resolved.path : pathToFileURL(resolved.path).href, external: true }
      })
    },
  }
}

/** Code that asks where it is gets the place of its source file, not of the bundle. */
function ownPlaceOfEachFile(): Plugin {
  return {
    name: 'own-place-of-each-file',
    setup(context) {
      context.onLoad({ filter: /\.[cm]?[jt]sx?$/ }, async ({ path }) => {
        const source = await readFile(path, 'utf8')
        if (!/import\.meta|__dirname|__filename/.test(source)) return undefined
        const { transform } = await import('esbuild')
        const loader = loaderOf(path)
        const { code } = await transform(source, {
          loader,
          sourcefile: path,
          sourcemap: 'inline',
          define: {
            'import.meta.url': JSON.stringify(pathToFileURL(path).href),
            'import.meta.dirname': JSON.stringify(dirname(path)),
            'import.meta.filename': JSON.stringify(path),
            __dirname: JSON.stringify(dirname(path)),
            __filename: JSON.stringify(path),
          },
        })
        return { contents: code, loader: 'js', resolveDir: dirname(path) }
      })
    },
  }
}

function loaderOf(path: string): Loader {
  const [, typed, jsx] = /\.[cm]?(ts|js)(x?)$/.exec(path) ?? []
  return `${typed === 'ts' ? 'ts' : 'js'}${jsx ? 'x' : ''}` as Loader
}

function packageFolder(from: string, name: string): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name)
    if (existsSync(candidate)) return candidate
    if (dirname(folder) === folder) return null
  }
}

const isInstalled = (path: string): boolean => path.split(sep).includes('node_modules')
