import { VersionActions } from 'nx/release'

interface Tree {
  read(path: string, encoding: 'utf8'): string | null
  write(path: string, content: string): void
}

interface Manifest {
  version: string
}

/**
 * How `nx release` gives a package of this repository its version: in its package.json and in the lockfile. Packages name each other by `*`, and `npm run pack`
 * puts the version there, so no dependency changes. (What Nx has for this in @nx/js brings a hundred packages, Babel among them.)
 */
export default class PackageVersion extends VersionActions {
  validManifestFilenames = ['package.json']

  async readCurrentVersionFromSourceManifest(tree: Tree): Promise<{ currentVersion: string; manifestPath: string }> {
    const manifestPath = `${this.projectGraphNode.data.root}/package.json`
    return { currentVersion: readJson<Manifest>(tree, manifestPath).version, manifestPath }
  }

  /** The version is that of the repository: no registry is asked. */
  async readCurrentVersionFromRegistry(): Promise<null> {
    return null
  }

  async readCurrentVersionOfDependency(): Promise<{ currentVersion: null; dependencyCollection: null }> {
    return { currentVersion: null, dependencyCollection: null }
  }

  async updateProjectVersion(tree: Tree, version: string): Promise<string[]> {
    const { root } = this.projectGraphNode.data
    const manifest = `${root}/package.json`
    writeJson(tree, manifest, { ...readJson<Manifest>(tree, manifest), version })
    const lock = readJson<{ packages: Record<string, Manifest> }>(tree, 'package-lock.json')
    if (lock.packages[root] === undefined) throw new Error(`package-lock.json has no ${root}: npm install`)
    lock.packages[root].version = version
    writeJson(tree, 'package-lock.json', lock)
    return [`✍️  ${version} in ${manifest} and package-lock.json`]
  }

  async updateProjectDependencies(): Promise<string[]> {
    return []
  }
}

const readJson = <T>(tree: Tree, path: string): T => JSON.parse(tree.read(path, 'utf8')!) as T
const writeJson = (tree: Tree, path: string, value: unknown): void =>
  tree.write(path, `${JSON.stringify(value, null, 2)}\n`)
