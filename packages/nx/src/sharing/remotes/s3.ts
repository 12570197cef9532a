import { openAsBlob } from 'node:fs'
import type { AwsClient } from 'aws4fetch'
import { isSha256, limited } from 'bocas/internal/store'
import { ProblemsError, type Problem } from 'bocas/internal/light'
import type { S3Address } from '../address'
import type { Outgoing } from '../outgoing'
import { PassingFault, type Patience } from '../persist'
import { OBJECTS, type ListedObject, type Remote } from '../remote'
import type { AwsSettings } from './aws'
import { receive, type Incoming } from './check-object'
import { ask, discardBody, fromByte, type HttpResponse, type Reach } from './http'
import { AT_ONCE, eachOf, stubborn } from './one-by-one'

/** Of one PUT. */
const LARGEST = 5 * 2 ** 30
/** An answer that says what is wrong is short. */
const LONGEST_ANSWER = 16_384
const LONGEST_LIST = 2 ** 24
/** What nobody has needed for so long is written anew: it would be collected before the lock that names it now is committed. In milliseconds. */
const OLD = 24 * 60 * 60 * 1000
const NO_BYTES = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

/** A bucket of AWS S3, or of a server that speaks as it does. */
export function s3Remote(
  { bucket, prefix }: S3Address,
  settings: AwsSettings,
  reach: Reach,
  patience?: Patience,
): Remote {
  const address = `s3://${bucket}${prefix === '' ? '' : `/${prefix}`}`
  const folder = prefix === '' ? `${OBJECTS}/` : `${prefix}/${OBJECTS}/`
  const { keys, region } = settings
  const isSigned = keys !== undefined
  let client: AwsClient | undefined
  const base = baseOf(bucket, settings)
  const send = async (method: string, path: string, init: { body?: Blob; headers?: Record<string, string> } = {}) => {
    const url = `${base}${path}`
    // Signed anew each time: a signature is good for some minutes.
    const asked = { ...init, method, headers: { 'x-amz-content-sha256': NO_BYTES, ...init.headers } }
    if (!keys) return ask(new Request(url, asked), reach)
    // Only who has a bucket waits for it to be loaded.
    client ??= new (await import('aws4fetch')).AwsClient({ ...keys, region, service: 's3' })
    return ask(await client.sign(url, asked), reach)
  }
  const again = <T>(act: () => Promise<T>): Promise<T> => stubborn(address, act, patience)
  const refused = async (answer: HttpResponse, doing: string): Promise<ProblemsError> =>
    new ProblemsError(refusal(address, doing, answer, await codeIn(answer), isSigned))

  async function list(): Promise<Map<string, ListedObject>> {
    const found = new Map<string, ListedObject>()
    let token: string | undefined
    do {
      const query = new URLSearchParams({ 'list-type': '2', prefix: folder })
      if (token !== undefined) query.set('continuation-token', token)
      const page = await again(async () => {
        const answer = await send('GET', `?${query.toString().replaceAll('+', '%20')}`)
        if (answer.status !== 200) throw await refused(answer, 'be listed')
        return textOf(answer, LONGEST_LIST)
      })
      const before = found.size
      for (const [, entry] of page.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
        const name = inTag(entry!, 'Key')?.slice(folder.length) ?? ''
        if (isSha256(name))
          found.set(name, {
            bytes: Number(inTag(entry!, 'Size')),
            since: Date.parse(inTag(entry!, 'LastModified') ?? '') || 0,
          })
      }
      const next = inTag(page, 'NextContinuationToken')
      // What says that there is more, and has no more, would be asked for ever.
      token = next === token || (found.size === before && !page.includes('<Contents>')) ? undefined : next
    } while (token !== undefined)
    return found
  }

  /** @returns whether it was sent: another one may have been faster. */
  async function putOne(digest: string, outgoing: Outgoing, isOther: boolean): Promise<boolean> {
    const { bytes } = outgoing
    const headers = {
      'x-amz-content-sha256': digest,
      'x-amz-checksum-sha256': Buffer.from(digest, 'hex').toString('base64'),
      'content-type': 'application/octet-stream',
      // Whoever writes second writes nothing. What has another size is no object of that name, and is replaced.
      ...(isOther ? {} : { 'if-none-match': '*' }),
    }
    if (bytes > LARGEST)
      throw new ProblemsError({
        code: 'remote-unusable',
        message: `a payload of ${bytes} bytes is larger than the 5 GiB that s3:// takes at once`,
        hint: 'push to a folder or by ssh://',
      })
    return again(async () => {
      const body = 'content' in outgoing ? new Blob([outgoing.content]) : await openAsBlob(outgoing.file)
      const answer = await send('PUT', folder + digest, { body, headers })
      if (answer.status === 200 || answer.status === 412) {
        await discardBody(answer)
        return answer.status === 200
      }
      const code = await codeIn(answer)
      // Two that write one object at the same time: the other one may be through by the next time.
      if (answer.status === 409) throw new PassingFault(`it answers 409 (${code})`)
      throw new ProblemsError(refusal(address, 'be written to', answer, code, isSigned))
    })
  }

  async function isYounger(digest: string, age: number): Promise<boolean> {
    const answer = await send('HEAD', folder + digest)
    await discardBody(answer)
    return Date.now() - (Date.parse(answer.headers.get('last-modified') ?? '') || 0) < age
  }

  return {
    address,
    ...(isSigned ? {} : { readOnly: NO_KEYS }),
    list,
    async put(objects, _, { sent, there }) {
      const listed = await list()
      await limited(AT_ONCE, [...objects], async ([digest, outgoing]) => {
        const found = listed.get(digest)
        const isOld = found !== undefined && Date.now() - found.since > OLD
        const isMissing = found?.bytes !== outgoing.bytes || isOld
        if (isMissing && (await putOne(digest, outgoing, found !== undefined))) sent(digest)
        else there(digest)
      })
    },
    get(wanted, into, arrivals) {
      return eachOf(
        address,
        wanted,
        (digest, bytes) =>
          receive(into, digest, bytes, async (begun): Promise<Incoming | Problem> => {
            const { answer, from } = await fromByte(begun, (headers) => send('GET', folder + digest, { headers }))
            if (answer.status === 200) return { body: answer.body, from }
            if (answer.status !== 404) throw await refused(answer, 'be read')
            await discardBody(answer)
            return { message: 'the remote does not have it' }
          }),
        arrivals,
        patience,
      )
    },
    async remove(digests, age = 0) {
      const stayed = await limited(AT_ONCE, digests, (digest) =>
        again(async () => {
          if (age > 0 && (await isYounger(digest, age))) return [digest]
          const answer = await send('DELETE', folder + digest)
          if (![200, 204, 404].includes(answer.status)) throw await refused(answer, 'be removed from')
          await discardBody(answer)
          return []
        }),
      )
      return stayed.flat()
    },
  }
}

const NO_KEYS =
  'there are no keys: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile of ~/.aws/credentials by AWS_PROFILE'

/** A name with a point fits no certificate as part of a host name; other servers are asked by path. */
function baseOf(bucket: string, { endpoint, region }: AwsSettings): string {
  if (endpoint) return `${endpoint.href.replace(/\/+$/, '')}/${bucket}/`
  return bucket.includes('.')
    ? `https://s3.${region}.amazonaws.com/${bucket}/`
    : `https://${bucket}.s3.${region}.amazonaws.com/`
}

async function textOf({ body }: HttpResponse, most: number): Promise<string> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of body) {
    length += piece.length
    if (length > most) throw new PassingFault('its answer is too long')
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString()
}

/** Of what a server says only the code: the rest repeats what was signed. */
async function codeIn(answer: HttpResponse): Promise<string> {
  const text = await textOf(answer, LONGEST_ANSWER).catch((error: unknown) => {
    if (error instanceof PassingFault) return ''
    throw error
  })
  return /<Code>([A-Za-z0-9.]{1,60})<\/Code>/.exec(text)?.[1] ?? 'no reason given'
}

function refusal(
  address: string,
  doing: string,
  { status, headers }: HttpResponse,
  code: string,
  isSigned: boolean,
): Problem {
  const region = headers.get('x-amz-bucket-region')
  const hint =
    region !== null && /^[a-z0-9-]+$/.test(region) && status !== 403
      ? `the bucket is in ${region}: AWS_REGION=${region}`
      : status === 403
        ? !isSigned
          ? NO_KEYS
          : code === 'RequestTimeTooSkewed'
            ? 'the clock of this machine is wrong by more than a quarter of an hour: set it, because it is part of each signature'
            : 'the keys are wrong, or may not do this'
        : 'see what the owner of the bucket allows'
  return { code: 'remote-unusable', message: `${address} cannot ${doing}: it answers ${status} (${code})`, hint }
}

const inTag = (text: string, tag: string): string | undefined =>
  new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(text)?.[1]?.replaceAll('&amp;', '&')
