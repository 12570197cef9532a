import type { NamedKind } from '../inventory/inventory'
import type { PaperPlace } from '../shared/problems'

/** A file that the author writes: how people name it, and its text. */
export interface Source {
  readonly shown: string
  readonly text: string
}

const COMMANDS: Readonly<Record<NamedKind | 'reference' | 'citation', string>> = {
  fact: 'fact|bocasfact',
  figure: 'fig|bocasfig',
  table: 'tab|bocastab',
  claim: 'claim|bocasclaim',
  reference: '[a-zA-Z]*ref',
  citation: '[a-zA-Z]*cite[a-zA-Z]*',
}

/**
 * Where the text writes `\fact{name}` (or `\fig`, `\tab`, `\ref{name}`, `\cite{…, name}`), comments left out. TeX tells what is unknown and only the line
 * where a paragraph or an argument ended; this tells where it is written. Nothing is found of a name that is put together.
 */
export function texPlaces(kind: keyof typeof COMMANDS, name: string, sources: readonly Source[]): PaperPlace[] {
  const command = new RegExp(`\\\\(?:${COMMANDS[kind]})\\*?(?:\\s*\\[[^\\]]*\\])*\\s*\\{([^{}]*)\\}`, 'g')
  const isMeant = (argument: string): boolean =>
    kind === 'reference' || kind === 'citation'
      ? argument.split(',').some((one) => one.trim() === name)
      : argument.trim() === name
  return sources.flatMap(({ shown, text }) => {
    const live = withoutComments(text)
    return [...live.matchAll(command)]
      .filter(([, argument]) => isMeant(argument!))
      .map(({ index }) => placeAt(shown, live, index))
  })
}

/** The text with comments blanked out, every position as it was. */
function withoutComments(text: string): string {
  return text.replace(
    /(?<!\\)((?:\\\\)*)%.*/g,
    (found, slashes: string) => slashes + ' '.repeat(found.length - slashes.length),
  )
}

function placeAt(file: string, text: string, offset: number): PaperPlace {
  const before = text.slice(0, offset).split('\n')
  return { file, line: before.length, column: [...before.at(-1)!].length + 1 }
}
