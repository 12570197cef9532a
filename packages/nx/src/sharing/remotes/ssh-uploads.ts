import type { ChildProcess } from 'node:child_process'
import { endGroup, endSilent } from './silence'
import { FEW, SMALL, uploadTo, type Upload } from './ssh-stream'

/** Small objects that go by one stream, each once, in the order in which they are given. */
export interface UploadQueue {
  /** Takes one whose bytes are known before it is decided what else goes. The stream begins when some have come. */
  ahead(digest: string, content: Buffer): void
  /** Done when it is on its way. @returns whether it was sent: it may be there. */
  send(digest: string, content: () => Buffer): Promise<boolean>
  /** From now on nobody waits longer than so many milliseconds for it to go on. */
  watch(silence: number): void
  end(): ReturnType<Upload['end']>
  close(): void
}

interface Begun {
  readonly child: ChildProcess
  readonly stream: Upload
}

/** @param start starts what takes them. */
export function uploadQueue(start: () => Promise<ChildProcess>): UploadQueue {
  let open: Promise<Begun> | undefined
  let last: Promise<unknown> = Promise.resolve()
  const first: (readonly [string, Buffer])[] = []
  const given = new Map<string, Promise<boolean>>()
  const begun = (): Promise<Begun> => (open ??= start().then((child) => ({ child, stream: uploadTo(child) })))
  const onceBegun = (act: (begun: Begun) => void): void => void begun().then(act, () => undefined)
  const send: UploadQueue['send'] = (digest, content) => {
    const before = given.get(digest)
    if (before) return before
    const sending = last.then(async () => (await begun()).stream.send(digest, content()))
    given.set(digest, sending)
    last = sending
    return sending
  }
  return {
    ahead(digest, content) {
      if (content.length > SMALL) return
      first.push([digest, content])
      if (first.length < FEW && open === undefined) return
      // Whatever went wrong, who sends the others is told.
      for (const [name, bytes] of first.splice(0)) send(name, () => bytes).catch(() => undefined)
    },
    send,
    watch: (silence) => onceBegun(({ child }) => endSilent(child, silence)),
    async end() {
      await last
      return (await begun()).stream.end()
    },
    close: () => open && onceBegun(({ child }) => endGroup(child)),
  }
}
