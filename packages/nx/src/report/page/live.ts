import { addScript } from './details-store'
import { reloadHolding } from './held'

declare global {
  interface Window {
    /** Called by the script beside a page that is being watched: which state of the report there is now, whether more will come, and when that was said. */
    bocasLive?: (revision: string, goesOn: boolean, at: number) => void
  }
}

/** What a page that is being watched knows of itself. */
export interface Live {
  readonly script: string
  readonly revision: string
}

const LOOK_AGAIN = 2000
/** Milliseconds without a sign until it is said: making a large report takes its time. */
const SILENCE = 120_000
const WATCHED = 'This page is being watched: it loads itself again when something has changed.'

/** Looks for a newer report, and loads the page again when there is one. What the reader has chosen stands in the address, and stays, as does the focus. */
export function followReport({ script, revision }: Live, say: (text: string) => void): void {
  let ended = false
  let said = ''
  // By the clock of this browser: that of the machine which watches may be another.
  const sign = { at: 0, seen: Date.now() }
  const once = (text: string): void => {
    if (text !== said) say((said = text))
  }
  window.bocasLive = (now, goesOn, at) => {
    ended = !goesOn
    if (at !== sign.at) Object.assign(sign, { at, seen: Date.now() })
    if (now !== revision) reloadHolding()
    else if (ended) once('The report is not watched any more: this page stays as it is.')
    else
      once(
        Date.now() - sign.seen > SILENCE
          ? `Nobody has looked since ${new Date(sign.seen).toLocaleTimeString()}: is report --watch still there?`
          : WATCHED,
      )
  }
  const poll = (): void => {
    void addScript(script).then(() => {
      if (!ended) setTimeout(poll, LOOK_AGAIN)
    })
  }
  once(WATCHED)
  setTimeout(poll, LOOK_AGAIN)
}
