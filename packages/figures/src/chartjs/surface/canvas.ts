import type * as Canvas from '@napi-rs/canvas'
import { registerFonts } from './font'

export type DrawingContext = Canvas.SKRSContext2D

let loaded: typeof Canvas | undefined

/**
 * The canvas library with the bundled font. Loaded when the first figure is drawn (35 MB), and so that nothing of the machine reaches a figure: no installed
 * fonts as substitutes, no FreeType settings from the environment.
 */
export function loadCanvas(): typeof Canvas {
  loaded ??= withEnvironment({ DISABLE_SYSTEM_FONTS_LOAD: '1', FREETYPE_PROPERTIES: undefined }, () => {
    // An import would run before the environment is set.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const canvas = require('@napi-rs/canvas') as typeof Canvas
    registerFonts(canvas.GlobalFonts)
    return canvas
  })
  return loaded
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
