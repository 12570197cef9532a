import { createServer } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { ProblemsError } from 'bocas/internal'
import { PassingFault } from '../persist'
import { webServer } from '../test-s3'
import { read } from './http'
import { throughProxy } from './proxy'

/** A proxy that notes whom it was asked for, and by whom. */
async function proxy(isClosed = false) {
  const asked: { host: string; by: string | undefined }[] = []
  const sockets = new Set<Socket>()
  const server = createServer((_, response) => void response.writeHead(400).end())
  server.on('connect', ({ url = '', headers }, socket: Socket) => {
    asked.push({ host: url, by: headers['proxy-authorization'] })
    sockets.add(socket)
    socket.on('error', () => {})
    if (isClosed) return void socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
    const [host, port] = url.split(':')
    const other = connect(Number(port), host, () => socket.write('HTTP/1.1 200 OK\r\n\r\n'))
    sockets.add(other)
    other.on('error', () => socket.destroy())
    socket.pipe(other).pipe(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    asked,
    port: (server.address() as AddressInfo).port,
    close: async (): Promise<void> => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function got(url: string, env: NodeJS.ProcessEnv): Promise<string> {
  const { status, body } = await read(new URL(url), { env })
  let text = ''
  for await (const piece of body) text += Buffer.from(piece).toString()
  return `${status} ${text}`
}

describe('a proxy that the environment names', () => {
  const stops: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop()
  })
  const started = async (isClosed = false) => {
    const [own, server] = [await proxy(isClosed), await webServer()]
    server.objects.set('x', Buffer.from('content'))
    stops.push(own.close, server.close)
    return { ...own, url: `${server.url}/x`, host: new URL(server.url).host }
  }

  it.each<[string, (at: string) => NodeJS.ProcessEnv, string | undefined]>([
    ['HTTP_PROXY', (at) => ({ HTTP_PROXY: `http://${at}` }), undefined],
    ['in small letters', (at) => ({ http_proxy: `http://${at}`, HTTP_PROXY: 'http://127.0.0.1:1' }), undefined],
    ['without http://', (at) => ({ HTTP_PROXY: at }), undefined],
    [
      'with a password',
      (at) => ({ HTTP_PROXY: `http://me:pass-word@${at}` }),
      `Basic ${Buffer.from('me:pass-word').toString('base64')}`,
    ],
  ])('is used: %s', async (_, env, by) => {
    const { port, url, host, asked } = await started()
    expect(await got(url, env(`127.0.0.1:${port}`))).toBe('200 content')
    expect(asked).toEqual([{ host, by }])
  })

  it.each<[string, (at: string) => NodeJS.ProcessEnv]>([
    ['no proxy is named', () => ({})],
    ['the variable is empty', () => ({ HTTP_PROXY: '' })],
    ['NO_PROXY names the server', (at) => ({ HTTP_PROXY: `http://${at}`, NO_PROXY: 'example.org,127.0.0.1' })],
    ['it is for https alone', (at) => ({ HTTPS_PROXY: `http://${at}` })],
  ])('is not used when %s', async (_, env) => {
    const { port, url, asked } = await started()
    expect(await got(url, env(`127.0.0.1:${port}`))).toBe('200 content')
    expect(asked).toEqual([])
  })

  it('that lets nobody through is said to be in the way, without its password', async () => {
    const { port, url, host } = await started(true)
    const error = await got(url, { HTTP_PROXY: `http://me:pass-word@127.0.0.1:${port}` }).catch(
      (thrown: unknown) => thrown,
    )
    expect(error).toBeInstanceOf(PassingFault)
    expect((error as Error).message).toMatch(
      new RegExp(`^${host} does not answer, by the proxy that the environment names \\(`),
    )
    expect(JSON.stringify([(error as Error).message, (error as Error).stack])).not.toContain('pass-word')
  })

  it.each(['ftp://me:pass-word@x', 'http://', '::', 'http://[me:pass-word'])(
    'that is none is refused, and not repeated: %s',
    async (address) => {
      const error = await throughProxy({ HTTPS_PROXY: address }).catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(ProblemsError)
      expect((error as Error).message).toBe(
        'HTTPS_PROXY is no address of a proxy\n  as in http://proxy.example.org:3128; what needs none stands in NO_PROXY',
      )
    },
  )
})
