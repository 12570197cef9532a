import { type OwnFigure } from './own-figure'

/** The alternative text beside the files of a figure. */
export function altFile(files: Map<string, string | Uint8Array>, { name, alt, draft }: OwnFigure): void {
  files.set(`${name}.alt.txt`, `${alt.trim()}${draft === undefined ? '' : ` Draft of ${draft}.`}\n`)
}
