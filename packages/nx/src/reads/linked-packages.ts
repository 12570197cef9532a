import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { isInstalled, isSystemError, namesIn } from 'bocas/internal/light'

/** The packages that are linked into the workspace's `node_modules` from elsewhere, with the folders where they lie. */
export function linkedPackages(root: string): (readonly [name: string, folder: string])[] {
  const modules = join(root, 'node_modules')
  return namesIn(modules)
    .flatMap((name) => (name.startsWith('@') ? namesIn(join(modules, name)).map((sub) => `${name}/${sub}`) : [name]))
    .flatMap((name) => {
      try {
        const folder = realpathSync(join(modules, name))
        return isInstalled(folder) ? [] : [[name, folder] as const]
      } catch (error) {
        if (!isSystemError(error)) throw error
        return []
      }
    })
}
