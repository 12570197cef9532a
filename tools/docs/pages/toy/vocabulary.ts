import { defineKind } from 'bocas'

interface Stored {
  readonly file: string
}

const isStored = (data: unknown): data is Stored => typeof (data as Stored | null)?.file === 'string'

/** Words, stored as a text file with a word on each line. */
export const vocabulary = defineKind({
  name: 'vocabulary',
  // What result.json holds of it is checked before it is loaded. A schema of zod does the same.
  schema: {
    safeParse: (data) =>
      isStored(data)
        ? { success: true, data }
        : { success: false, error: { issues: [{ message: 'must be the name of a file', path: ['file'] }] } },
  },
  save: async (words: readonly string[], files): Promise<Stored> => ({
    file: await files.write('.txt', words.join('\n')),
  }),
  load: ({ file }, files): readonly string[] => files.text(file).split('\n'),
})
