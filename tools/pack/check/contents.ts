import { relativeLinks } from '../readme'
import type { Tarball } from './tarball'

/** Compiled code: JavaScript, beside it a source map where it is shipped file by file, and declarations. */
const CODE = /^src\/.*\.(?:js|js\.map|d\.ts)$/

/** What is of use in the repository only, wherever it lies. */
const UNWANTED: readonly (readonly [RegExp, string])[] = [
  [/(?<!\.d)\.[cm]?tsx?$/, 'is TypeScript'],
  [/\.(?:spec|e2e|check)\./, 'is a test'],
  [/(?:^|\/)(?:test[-_][^/]*|fixtures\.[^/]*|__[^/]*__\/.*)$/, 'is a helper of tests'],
  [/\.tsbuildinfo$/, 'is a cache of the compiler'],
  [/(?:^|\/)(?:node_modules|\.bocas|\.nx|tmp|dist)\//, 'is made anew everywhere'],
  [/(?:^|\/)(?:tsconfig[^/]*\.json|source\.cjs|\.DS_Store|\.env[^/]*|\.npmrc)$/, 'belongs to the repository'],
]

/** The files of a package that are not compiled code, by names that stay when the contents change: what a reader looks over. */
export function namedFiles({ files }: Tarball): string[] {
  return [...files.keys()].filter((path) => !CODE.test(path)).map((path) => path.replace(/-[0-9a-f]{64}(?=\.)/, '-*'))
}

/** What a package should not hold, or lacks. */
export function contentProblems({ manifest, files }: Tarball): string[] {
  const paths = [...files.keys()]
  const unwanted = paths.flatMap((path) =>
    UNWANTED.filter(([name]) => name.test(path)).map(([, is]) => `${path} ${is}`),
  )
  const bare = paths.filter((path) => /^src\/.*\.js$/.test(path)).flatMap((path) => codeProblems(path, files))
  const readme = files.get('README.md')?.toString('utf8') ?? ''
  const links = relativeLinks(readme).map((link) => `README.md: ${link} leads nowhere outside of the repository`)
  const lacks = ['README.md', 'LICENSE'].filter((path) => !files.has(path)).map((path) => `there is no ${path}`)
  return [...unwanted, ...bare, ...links, ...lacks, ...fieldProblems(manifest)]
}

function codeProblems(path: string, files: Tarball['files']): string[] {
  const map = files.get(`${path}.map`)
  // Of a package that is bundled no file has one.
  const isBundled = ![...files.keys()].some((file) => file.endsWith('.js.map'))
  if (map === undefined) return isBundled ? [] : [`${path} has no source map`]
  const { sources, sourcesContent = [] } = JSON.parse(map.toString('utf8')) as Record<string, string[] | undefined>
  const isWhole = sourcesContent.length === sources?.length && sourcesContent.every((source) => source)
  return isWhole ? [] : [`${path}.map does not hold its source, which is not in the package`]
}

function fieldProblems(manifest: Tarball['manifest']): string[] {
  const engines = (manifest.engines ?? {}) as Readonly<Record<string, string>>
  const has: Readonly<Record<string, boolean>> = {
    description: typeof manifest.description === 'string',
    license: manifest.license === 'Apache-2.0',
    'engines.node': engines.node === '>=20.19',
    exports: manifest.exports !== undefined,
    types: typeof manifest.types === 'string' || manifest.main === undefined,
  }
  const missing = Object.keys(has).filter((field) => !has[field])
  const left = ['private', 'scripts', 'devDependencies'].filter((field) => field in manifest)
  const loose = Object.entries(manifest.dependencies ?? {}).filter(([, range]) =>
    /^(?:\*|file:|link:|workspace:|latest)/.test(range),
  )
  return [
    ...missing.map((field) => `package.json says no ${field}, or another than this repository has`),
    ...left.map((field) => `package.json still has ${field}`),
    ...loose.map(([name, range]) => `package.json depends on ${name} ${range}, which is no version`),
  ]
}
