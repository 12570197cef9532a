import type { DetailsPart, PageData, RunDetails } from '../data/page-data'

declare global {
  interface Window {
    /** Called by the files of details, which are scripts: a page that was opened from a file may load no other data. */
    bocasPart?: (part: number, details: DetailsPart) => void
  }
}

/** The details of runs: those in the page at once, the others when they are asked for. */
export class DetailsStore {
  private readonly parts = new Map<number, DetailsPart>()
  private readonly asked = new Map<number, Promise<void>>()

  constructor(private readonly data: PageData) {
    window.bocasPart = (part, details) => void this.parts.set(part, details)
    const count = Math.ceil(data.runs.name.length / data.details.size)
    for (let part = 0; this.isInPage && part < count; part++) {
      const text = document.getElementById(`part-${part}`)?.textContent
      if (text) this.parts.set(part, JSON.parse(text) as DetailsPart)
    }
  }

  get isInPage(): boolean {
    return this.data.details.folder === null
  }

  /** What is there of a run by now. */
  now(run: number): RunDetails | undefined {
    return this.parts.get(this.partOf(run))?.[run % this.data.details.size] ?? undefined
  }

  /** Loads what is missing of some runs. @returns false when a file is not there: the page was moved without its folder. */
  async load(runs: readonly number[], onProgress: (share: number) => void = () => undefined): Promise<boolean> {
    const missing = [...new Set(runs.map((run) => this.partOf(run)))].filter((part) => !this.parts.has(part))
    for (const [index, part] of missing.entries()) {
      onProgress(index / missing.length)
      await this.ask(part)
    }
    return runs.every((run) => this.parts.has(this.partOf(run)))
  }

  private partOf(run: number): number {
    return Math.floor(run / this.data.details.size)
  }

  private ask(part: number): Promise<void> {
    const asked = this.asked.get(part) ?? addScript(`${this.data.details.folder}/${part}.js`)
    this.asked.set(part, asked)
    return asked
  }
}

/** Loads a script that lies beside the page. The policy lets this happen because the page's own script, whose digest it names, adds it. */
export function addScript(path: string): Promise<void> {
  return new Promise((resolve) => {
    const script = document.createElement('script')
    script.src = path.split('/').map(encodeURIComponent).join('/')
    script.onload = script.onerror = () => {
      script.remove()
      resolve()
    }
    document.head.append(script)
  })
}
