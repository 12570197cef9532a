import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** For specs: what a server does wrong with a request, instead of what it was asked for. */
export type Fault = 500 | 503 | 409 | 412 | 403 | 'cut' | 'wrong bytes' | 'silent end' | 'no ranges'

export interface Asked {
  readonly method: string
  /** Decoded, with the bucket. */
  readonly path: string
  readonly headers: IncomingMessage['headers']
}

/** For specs: keys of users, who may write or only read. */
export interface S3User {
  readonly secret: string
  readonly mayWrite: boolean
}

export interface TestServer {
  readonly url: string
  readonly objects: Map<string, Buffer>
  /** When they got there, in milliseconds since 1970; long ago unless said. */
  readonly ages: Map<string, number>
  readonly asked: Asked[]
  /** Decides what goes wrong; asked before each answer. */
  fault: (asked: Asked) => Fault | undefined
  close(): Promise<void>
}

/** What a request says of itself: everything that a signature covers. */
export interface SignedRequest {
  readonly method: string
  /** As on the wire, with its query. */
  readonly target: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()
const hex = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex')
/** RFC 3986: letters, digits and four signs stay. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

/** AWS Signature Version 4 of a request, computed from its specification: what a client's has to be. */
export function signatureOf(request: SignedRequest, secret: string): string | undefined {
  const { scope, signedHeaders } = authorizationOf(request) ?? {}
  const time = request.headers['x-amz-date']
  if (scope === undefined || signedHeaders === undefined || typeof time !== 'string') return undefined
  const [path, query = ''] = request.target.split('?')
  const pairs = query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => pair.split('=').map((part) => encoded(decodeURIComponent(part))))
    .map(([name, value = '']) => `${name}=${value}`)
    .sort()
  const canonical = [
    request.method,
    path!
      .split('/')
      .map((part) => encoded(decodeURIComponent(part)))
      .join('/'),
    pairs.join('&'),
    ...signedHeaders.map(
      (name) =>
        `${name}:${String(request.headers[name] ?? '')
          .trim()
          .replace(/\s+/g, ' ')}`,
    ),
    '',
    signedHeaders.join(';'),
    String(request.headers['x-amz-content-sha256'] ?? ''),
  ].join('\n')
  const toSign = ['AWS4-HMAC-SHA256', time, scope.join('/'), hex(canonical)].join('\n')
  const key = scope.reduce<string | Buffer>((made, part) => hmac(made, part), `AWS4${secret}`)
  return hmac(key, toSign).toString('hex')
}

function authorizationOf({ headers }: SignedRequest) {
  const code =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      String(headers.authorization ?? ''),
    )
  if (!code) return undefined
  const [, id, day, region, signed, signature] = code
  return {
    id: id!,
    scope: [day!, region!, 's3', 'aws4_request'],
    signedHeaders: signed!.split(';'),
    signature: signature!,
  }
}

/** Which headers must be signed, or anybody on the way could change them. */
const MUST_BE_SIGNED = [
  'host',
  'x-amz-date',
  'x-amz-content-sha256',
  'if-none-match',
  'x-amz-checksum-sha256',
  'x-amz-security-token',
]

/**
 * For specs: a bucket that checks what S3 checks, which ready-made stand-ins do not: signatures and their age, digests of bodies, checksums, conditional
 * writes. On loopback.
 */
export async function s3Server(
  users: Readonly<Record<string, S3User>>,
  { bucket = 'results', isPublic = false, page = 1000 } = {},
): Promise<TestServer> {
  return serve(async (request, response, server) => {
    const body = await bodyOf(request)
    const asked = askedOf(request)
    server.asked.push(asked)
    const fail = (status: number, code: string): void => {
      // As S3 does, which repeats what it was sent.
      const answer = `<Error><Code>${code}</Code><AWSAccessKeyId>${authorizationOf(signed)?.id ?? ''}</AWSAccessKeyId><StringToSign>${String(request.headers.authorization)}</StringToSign></Error>`
      response.writeHead(status, { 'content-type': 'application/xml' }).end(answer)
    }
    const signed = { method: asked.method, target: request.url!, headers: request.headers }
    const user = userOf(signed, users, body)
    if (typeof user === 'string') {
      if (!(isPublic && request.headers.authorization === undefined && asked.method === 'GET')) return fail(403, user)
    } else if (!user.mayWrite && !['GET', 'HEAD'].includes(asked.method)) return fail(403, 'AccessDenied')
    const fault = server.fault(asked)
    if (typeof fault === 'number') return fail(fault, fault === 409 ? 'ConditionalRequestConflict' : 'InternalError')
    const [, first, ...rest] = asked.path.split('/')
    if (first !== bucket) return fail(404, 'NoSuchBucket')
    const name = rest.join('/')
    if (asked.method === 'GET' && name === '') return list(request, response, server, page)
    if (asked.method === 'PUT') {
      if (request.headers['if-none-match'] === '*' && server.objects.has(name)) return fail(412, 'PreconditionFailed')
      server.objects.set(name, body)
      server.ages.set(name, Date.now())
      return void response.writeHead(200).end()
    }
    if (asked.method === 'DELETE') {
      server.objects.delete(name)
      return void response.writeHead(204).end()
    }
    const found = server.objects.get(name)
    if (!found) return fail(404, 'NoSuchKey')
    response.setHeader('last-modified', new Date(ageIn(server, name)).toUTCString())
    give(response, found, request.headers.range, fault)
  })
}

const ageIn = ({ ages }: TestServer, name: string): number => ages.get(name) ?? Date.UTC(2020)

function userOf(signed: SignedRequest, users: Readonly<Record<string, S3User>>, body: Buffer): S3User | string {
  const signature = authorizationOf(signed)
  if (!signature) return 'AccessDenied'
  const user = users[signature.id]
  if (!user) return 'InvalidAccessKeyId'
  const { headers } = signed
  const unsigned = MUST_BE_SIGNED.filter(
    (name) => headers[name] !== undefined && !signature.signedHeaders.includes(name),
  )
  if (unsigned.length > 0) return 'AccessDenied'
  const right = signatureOf(signed, user.secret)
  if (right === undefined || !timingSafeEqual(Buffer.from(right), Buffer.from(signature.signature)))
    return 'SignatureDoesNotMatch'
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(String(headers['x-amz-date'])) ?? []
  if (Math.abs(Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`) - Date.now()) > 15 * 60_000) return 'RequestTimeTooSkewed'
  if (headers['x-amz-content-sha256'] !== hex(body)) return 'XAmzContentSHA256Mismatch'
  const checksum = headers['x-amz-checksum-sha256']
  if (checksum !== undefined && checksum !== Buffer.from(hex(body), 'hex').toString('base64')) return 'BadDigest'
  return user
}

function list(request: IncomingMessage, response: ServerResponse, server: TestServer, page: number): void {
  const { objects } = server
  const query = new URL(request.url!, 'http://x').searchParams
  const names = [...objects.keys()].filter((name) => name.startsWith(query.get('prefix') ?? '')).sort()
  const from = Number(query.get('continuation-token') ?? 0)
  const shown = names.slice(from, from + page)
  const next = from + page < names.length ? `<NextContinuationToken>${from + page}</NextContinuationToken>` : ''
  const entries = shown.map(
    (name) =>
      `<Contents><Key>${name}</Key><LastModified>${new Date(ageIn(server, name)).toISOString()}</LastModified><Size>${objects.get(name)!.length}</Size></Contents>`,
  )
  response.writeHead(200, { 'content-type': 'application/xml' })
  response.end(`<?xml version="1.0"?><ListBucketResult>${entries.join('')}${next}</ListBucketResult>`)
}

/** For specs: a static host, `/objects/<digest>`. A path in `redirects` leads elsewhere. */
export async function webServer(redirects: Readonly<Record<string, string>> = {}): Promise<TestServer> {
  return serve(async (request, response, server) => {
    await bodyOf(request)
    const asked = askedOf(request)
    server.asked.push(asked)
    const fault = server.fault(asked)
    if (typeof fault === 'number') return void response.writeHead(fault).end()
    const location = redirects[asked.path]
    if (location !== undefined) return void response.writeHead(302, { location }).end()
    const found = server.objects.get(asked.path.slice(1))
    if (!found) return void response.writeHead(404).end('there is no such page')
    if (asked.method === 'HEAD') return void response.writeHead(200, { 'content-length': found.length }).end()
    give(response, found, request.headers.range, fault)
  })
}

function give(response: ServerResponse, content: Buffer, range: string | undefined, fault: Fault | undefined): void {
  const [, start] = (fault !== 'no ranges' && /^bytes=(\d+)-$/.exec(range ?? '')) || []
  const from = Number(start ?? 0)
  if (from > 0 && from >= content.length) return void response.writeHead(416).end()
  const bytes = Buffer.from(content.subarray(from))
  const status = start === undefined ? 200 : 206
  if (start !== undefined) response.setHeader('content-range', `bytes ${from}-${content.length - 1}/${content.length}`)
  if (fault === 'wrong bytes') bytes[bytes.length >> 1]! ^= 1
  if (fault === 'cut') {
    response.writeHead(status, { 'content-length': bytes.length })
    response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy())
    return
  }
  // Without a length nobody is told that there is more.
  response.writeHead(status, fault === 'silent end' ? {} : { 'content-length': bytes.length })
  response.end(fault === 'silent end' ? bytes.subarray(0, bytes.length >> 1) : bytes)
}

const askedOf = ({ method = '', url = '', headers }: IncomingMessage): Asked => ({
  method,
  path: decodeURIComponent(url.split('?')[0]!),
  headers,
})

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}

async function serve(
  answer: (request: IncomingMessage, response: ServerResponse, server: TestServer) => Promise<void>,
): Promise<TestServer> {
  const http = createServer((request, response) => {
    answer(request, response, server).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const server: TestServer = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    objects: new Map(),
    ages: new Map(),
    asked: [],
    fault: () => undefined,
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve())
        http.closeAllConnections()
      }),
  }
  return server
}
