import type * as Canvas from '@napi-rs/canvas'
import { EMPTY_IMAGE } from '../../empty-image'
import { registerFonts } from './font'

export type DrawingContext = Canvas.SKRSContext2D

let required: typeof Canvas | undefined
let loaded: typeof Canvas | undefined

/**
 * The canvas library with the bundled font. Loaded when the first figure is asked for (35 MB), and so that nothing of the machine reaches a figure: no installed
 * fonts as substitutes, no FreeType settings from the environment.
 */
export function loadCanvas(): typeof Canvas {
  loaded ??= withEnvironment({ FREETYPE_PROPERTIES: undefined }, () => {
    const canvas = requireCanvas()
    registerFonts(canvas.GlobalFonts)
    return canvas
  })
  return loaded
}

/**
 * Has the library make itself ready in a thread of its own, while the author's code goes on. Before it takes its first font it reads all fonts of the machine
 * (0.2 s where TeX has brought some), for which it has no setting. An SVG that it opens from a path is its only work in another thread that asks for fonts.
 */
export function prepareCanvas(): void {
  // FreeType reads its settings when it is first used; in another thread nobody knows when that is over.
  if (loaded !== undefined || process.env.FREETYPE_PROPERTIES !== undefined) return
  try {
    const image = new (requireCanvas().Image)()
    image.onerror = () => undefined
    image.src = EMPTY_IMAGE
    // Every error, here and below: the library is asked again when a figure is drawn, and what is wrong is said then.
    image.decode().catch(() => undefined)
  } catch {
    // As above.
  }
}

function requireCanvas(): typeof Canvas {
  required ??= withEnvironment({ DISABLE_SYSTEM_FONTS_LOAD: '1' }, () => {
    // An import would run before the environment is set.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return require('@napi-rs/canvas') as typeof Canvas
  })
  return required
}

/** Contexts inherit the machine's language, and with it the shapes of letters; figures are in one language. */
export function fixLanguage(context: DrawingContext): DrawingContext {
  context.lang = 'en'
  return context
}

function withEnvironment<T>(values: Record<string, string | undefined>, action: () => T): T {
  const before = Object.keys(values).map((name) => [name, process.env[name]] as const)
  const set = ([name, value]: readonly [string, string | undefined]) => {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
  Object.entries(values).forEach(set)
  try {
    return action()
  } finally {
    before.forEach(set)
  }
}
