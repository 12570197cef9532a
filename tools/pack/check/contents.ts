import { relativeLinks } from '../readme'
import type { Tarball } from './tarball'

/** Compiled code: JavaScript and declarations. */
const CODE = /^src\/.*\.(?:js|d\.ts)$/

/** What is of use in the repository only, wherever it lies. */
const UNWANTED: readonly (readonly [RegExp, string])[] = [
  [/(?<!\.d)\.[cm]?tsx?$/, 'is TypeScript'],
  [/\.(?:spec|e2e|check)\./, 'is a test'],
  [/(?:^|\/)(?:test[-_][^/]*|fixtures\.[^/]*|__[^/]*__\/.*)$/, 'is a helper of tests'],
  [/\.tsbuildinfo$/, 'is a cache of the compiler'],
  [/\.map$/, 'is of a source that is not in the package'],
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
  const readme = files.get('README.md')?.toString('utf8') ?? ''
  const links = relativeLinks(readme).map((link) => `README.md: ${link} leads nowhere outside of the repository`)
  const lacks = ['README.md', 'LICENSE'].filter((path) => !files.has(path)).map((path) => `there is no ${path}`)
  return [...unwanted, ...links, ...lacks, ...fieldProblems(manifest)]
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
