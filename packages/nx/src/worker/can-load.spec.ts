import { canLoadModules } from './untracked-imports'

describe('code that may load modules', () => {
  it.each([
    [`import 'esm'; export const run = () => 1`],
    [`import { a } from "@me/esm/part"`],
    [`import a from'file:///x.mjs'`],
    [`export * from './x.mjs'`],
    ['await import(path)'],
    [`await import ('x')`],
    [`eval(text)`],
    [`new Function(text)`],
    [`(async () => 1).constructor('return import("x")')`],
    [`import vm from 'node:vm'`],
    [`import { runInThisContext } from 'vm'`],
  ])('is told by what it says: %s', (code) => {
    expect(canLoadModules(code)).toBe(true)
  })

  it.each([
    [`import { createRequire } from 'node:module'; const require = createRequire(import.meta.url)`],
    [`import fs from "fs"; import { readFile } from 'fs/promises'`],
    [`export const run = ({ lr }) => ({ loss: lr, important: 1 })`],
  ])('is no code that imports nothing, or of Node only: %s', (code) => {
    expect(canLoadModules(code)).toBe(false)
  })
})
