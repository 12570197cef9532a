import { limited } from 'bocas/internal/store'
import type { Problem } from 'bocas/internal/light'
import type { WebAddress } from '../address'
import type { Patience } from '../persist'
import { OBJECTS, type ListedObject, type Remote } from '../remote'
import { receive, type Incoming } from './check-object'
import { discardBody, fromByte, read, type Reach } from './http'
import { AT_ONCE, eachOf, stubborn } from './one-by-one'

/** Any server that gives files: nobody needs an account to read what a paper has shared. */
export function webRemote({ url }: WebAddress, reach: Reach, patience?: Patience): Remote {
  const address = url.href.replace(/\/+$/, '')
  const placeOf = (digest: string): URL => new URL(`${address}/${OBJECTS}/${digest}`)
  const readOnly = 'https:// is for reading: push to the folder that the server gives, by ssh:// or s3://'
  const refuse = async (): Promise<never> => Promise.reject(new Error(readOnly))
  return {
    address,
    readOnly,
    async list(asked) {
      const found = new Map<string, ListedObject>()
      await limited(AT_ONCE, asked, async (digest) => {
        const answer = await stubborn(address, () => read(placeOf(digest), reach, { method: 'HEAD' }), patience)
        await discardBody(answer)
        if (answer.status === 200)
          found.set(digest, {
            bytes: Number(answer.headers.get('content-length') ?? NaN),
            since: Date.parse(answer.headers.get('last-modified') ?? '') || 0,
          })
      })
      return found
    },
    put: refuse,
    remove: refuse,
    get(wanted, folder, arrivals) {
      return eachOf(
        address,
        wanted,
        (digest, bytes) =>
          receive(folder, digest, bytes, async (begun): Promise<Incoming | Problem> => {
            const { answer, from } = await fromByte(begun, (headers) => read(placeOf(digest), reach, { headers }))
            if (answer.status === 200) return { body: answer.body, from }
            await discardBody(answer)
            return [404, 410].includes(answer.status)
              ? { message: 'the remote does not have it' }
              : { message: `${url.host} answers ${answer.status}` }
          }),
        arrivals,
        patience,
      )
    },
  }
}
