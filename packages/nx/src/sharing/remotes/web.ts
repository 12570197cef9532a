import { limited } from 'bocas/internal/store'
import type { WebAddress } from '../address'
import type { Patience } from '../persist'
import { OBJECTS, type ListedObject, type Remote } from '../remote'
import { receive } from './check-object'
import { discard, read } from './http'
import { AT_ONCE, eachOf, stubborn } from './one-by-one'

/** Any server that gives files: nobody needs an account to read what a paper has shared. */
export function webRemote({ url }: WebAddress, patience?: Patience): Remote {
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
        const answer = await stubborn(address, () => read(placeOf(digest), 'HEAD'), patience)
        await discard(answer)
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
        async (digest, bytes) => {
          const answer = await read(placeOf(digest))
          if (answer.status === 200) return void (await receive(answer.body, folder, digest, bytes))
          await discard(answer)
          return [404, 410].includes(answer.status)
            ? { message: 'the remote does not have it' }
            : { message: `${url.host} answers ${answer.status}` }
        },
        arrivals,
        patience,
      )
    },
  }
}
