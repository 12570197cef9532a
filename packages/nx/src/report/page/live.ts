import { addScript } from './details-store'
import { reloadHolding } from './held'

declare global {
  interface Window {
    /** Called by the script beside a page that is being watched: which state of the report there is now, and whether more will come. */
    bocasLive?: (revision: string, goesOn: boolean) => void
  }
}

/** What a page that is being watched knows of itself. */
export interface Live {
  readonly script: string
  readonly revision: string
}

const LOOK_AGAIN = 2000

/** Looks for a newer report, and loads the page again when there is one. What the reader has chosen stands in the address, and stays, as does the focus. */
export function followReport({ script, revision }: Live, say: (text: string) => void): void {
  let ended = false
  window.bocasLive = (now, goesOn) => {
    ended = !goesOn
    if (now !== revision) reloadHolding()
    else if (ended) say('The report is not watched any more: this page stays as it is.')
  }
  const poll = (): void => {
    void addScript(script).then(() => {
      if (!ended) setTimeout(poll, LOOK_AGAIN)
    })
  }
  say('This page is being watched: it loads itself again when something has changed.')
  setTimeout(poll, LOOK_AGAIN)
}
