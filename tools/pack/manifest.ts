import { OWN_FILES } from './javascript'

/** The fields of a package.json that change when it is packed. */
export interface Manifest {
  readonly name: string
  readonly version: string
  readonly main?: string
  readonly types?: string
  readonly exports?: Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly [field: string]: unknown
}

/**
 * The package.json of a release: it points at JavaScript and declarations where the one in the repository points at TypeScript, and names
 * its sister packages by exactly the version that it was built with: `bocas/internal` is no public API.
 *
 * @param versions the versions of the packages of this repository, by name.
 * @param required the files of its own that its code requires, relative to the package.
 */
export function packedManifest(
  manifest: Manifest,
  versions: Readonly<Record<string, string>>,
  required: readonly string[] = [],
): object {
  const { main, types, exports = {}, devDependencies: _dev, scripts: _scripts, private: _private, ...rest } = manifest
  const pinned = (ranges: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(ranges).map(([name, range]) => [name, versions[name] ?? range]))
  return {
    ...rest,
    type: 'commonjs',
    ...(main === undefined ? {} : { main: asJavaScript(main) }),
    ...(types === undefined ? {} : { types: asDeclarations(types) }),
    exports: Object.fromEntries(
      Object.entries(exports).map(([path, target]) => {
        const declared = target === main && types !== undefined ? types : target
        return [
          path,
          isTypeScript(declared) ? { types: asDeclarations(declared), default: asJavaScript(target) } : target,
        ]
      }),
    ),
    ...(required.length > 0
      ? { imports: Object.fromEntries(required.map((file) => [`${OWN_FILES}${file}`, `./${file}`])) }
      : {}),
    ...(rest.dependencies ? { dependencies: pinned(rest.dependencies) } : {}),
    ...(rest.peerDependencies ? { peerDependencies: pinned(rest.peerDependencies) } : {}),
    ...(rest.optionalDependencies ? { optionalDependencies: pinned(rest.optionalDependencies) } : {}),
    publishConfig: { access: 'public' },
  }
}

/** The TypeScript that a package.json points at: where its public code begins. */
export function entriesOf({ main, types, exports = {} }: Manifest): string[] {
  const targets = [main, types, ...Object.values(exports)]
  return [...new Set(targets.filter((target): target is string => target !== undefined && isTypeScript(target)))]
}

/** Packages that are there when the release is installed. */
export function installedWith({ dependencies, peerDependencies, optionalDependencies }: Manifest): string[] {
  return Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies })
}

const isTypeScript = (path: string): boolean => path.endsWith('.ts')
const asJavaScript = (path: string): string => path.replace(/\.ts$/, '.js')
const asDeclarations = (path: string): string => path.replace(/\.ts$/, '.d.ts')
