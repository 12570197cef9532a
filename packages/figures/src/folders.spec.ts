import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { testFolder } from './test-results'
import { writeFolder } from './folders'

it('a folder is written anew, and nothing else appears beside it', async () => {
  const folder = join(await testFolder(), 'figures')
  await mkdir(join(folder, 'old'), { recursive: true })
  await writeFile(join(folder, 'old.pdf'), 'old')
  expect(
    await writeFolder(
      folder,
      new Map([
        ['b.pdf', 'b'],
        ['a.svg', 'a'],
      ]),
    ),
  ).toEqual([join(folder, 'a.svg'), join(folder, 'b.pdf')])
  expect(await readdir(folder)).toEqual(['a.svg', 'b.pdf'])
  expect(await readdir(dirname(folder))).toEqual(['figures'])
})

it('a write that fails leaves the folder as it was', async () => {
  const folder = join(await testFolder(), 'figures')
  await writeFolder(folder, new Map([['a.pdf', 'a']]))
  await expect(writeFolder(folder, new Map([['no/such/folder.pdf', 'x']]))).rejects.toThrow('ENOENT')
  expect(await readdir(folder)).toEqual(['a.pdf'])
  expect(await readdir(dirname(folder))).toEqual(['figures'])
})
