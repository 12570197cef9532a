import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from '@jest/globals'
import { freshFolder } from '../results/read/fixtures'
import { filesBelow, isFile, jsonIn, namesIn, textIfThere } from './if-there'

it('reads what is there, and says of all else only that it is not', () => {
  const folder = freshFolder()
  const [file, inner, missing] = [join(folder, 'a.txt'), join(folder, 'in', 'b.txt'), join(folder, 'none')]
  mkdirSync(join(folder, 'in'))
  writeFileSync(file, 'one')
  writeFileSync(inner, 'two')
  symlinkSync(file, join(folder, 'link'))
  expect([file, folder, missing].map(textIfThere)).toEqual(['one', undefined, undefined])
  expect([folder, file, missing].map((path) => namesIn(path).sort())).toEqual([['a.txt', 'in', 'link'], [], []])
  expect([folder, missing].map((path) => filesBelow(path).sort())).toEqual([[file, inner], []])
  expect([file, join(folder, 'link'), folder, missing].map(isFile)).toEqual([true, true, false, false])
})

it('takes a torn text for no JSON, and `null` for what it is', () =>
  expect(['{"a":1}', 'null', '{"a":', ''].map(jsonIn)).toEqual([{ a: 1 }, null, undefined, undefined]))
