import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

interface Manifest {
  readonly name: string
  readonly version: string
}

/** A registry that has our packages as they will be published, and sends whoever asks for another one to the registry of this machine. */
export interface Registry {
  readonly url: string
  close(): Promise<void>
}

/** Serves the tarballs in a folder, on this machine only. */
export async function startRegistry(tarballs: string): Promise<Registry> {
  const files = readdirSync(tarballs).map((name) => join(tarballs, name))
  const own = new Map(files.map((file) => [manifestIn(file).name, file]))
  const upstream = npm('config', 'get', 'registry').trim()
  const server: Server = createServer(({ url = '/', headers }, answer) => {
    const name = decodeURIComponent(url.slice(1).replace(/\?.*$/, ''))
    const [, tarball] = /^tarballs\/(.+)$/.exec(name) ?? []
    if (tarball !== undefined) return void answer.end(readFileSync(join(tarballs, tarball)))
    const file = own.get(name)
    if (file === undefined) return void answer.writeHead(302, { location: new URL(url.slice(1), upstream).href }).end()
    answer.setHeader('content-type', 'application/json')
    answer.end(JSON.stringify(packument(file, `http://${headers.host}`)))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections()
        server.close(() => closed())
      }),
  }
}

function packument(file: string, host: string): object {
  const manifest = manifestIn(file)
  const { name, version } = manifest
  const bytes = readFileSync(file)
  const digest = (algorithm: string, encoding: 'base64' | 'hex'): string =>
    createHash(algorithm).update(bytes).digest(encoding)
  const dist = {
    tarball: `${host}/tarballs/${file.split(/[/\\]/).at(-1)}`,
    integrity: `sha512-${digest('sha512', 'base64')}`,
    shasum: digest('sha1', 'hex'),
  }
  return { name, 'dist-tags': { latest: version }, versions: { [version]: { ...manifest, dist } } }
}

const manifestIn = (file: string): Manifest =>
  JSON.parse(execFileSync('tar', ['-xzOf', file, 'package/package.json'], { encoding: 'utf8' })) as Manifest

const npm = (...args: string[]): string =>
  execFileSync('npm', args, { encoding: 'utf8', shell: process.platform === 'win32' })
