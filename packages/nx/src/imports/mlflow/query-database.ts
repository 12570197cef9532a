import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { withoutSecrets } from '../../shared/secrets'
import { parsePythonJson } from '../plain-values'

/** A question to a database, with the texts that stand for its question marks. */
export interface Query {
  readonly sql: string
  readonly given?: readonly string[]
}

export type DatabaseRow = readonly unknown[]

/** The rows of each query, or what SQLite says is wrong. */
export type Answer = { readonly rows: readonly DatabaseRow[][] } | { readonly wrong: string }

/** A program that reads SQLite; its answer is undefined where it is not there. */
export type DatabaseReader = (file: string, queries: readonly Query[]) => Promise<Answer | undefined>

/** Opens the database for reading, and prints each row as a line. A database may have texts that are no UTF-8, and values of any type in any column. */
const SCRIPT = `
import json, sqlite3, sys
asked = json.load(sys.stdin.buffer)
try:
    database = sqlite3.connect(asked["uri"], uri=True, isolation_level=None)
    database.text_factory = lambda text: text.decode("utf-8", "replace")
    database.execute("pragma trusted_schema = off")
    database.execute("begin")
    for index, query in enumerate(asked["queries"]):
        for row in database.execute(query["sql"], query.get("given", [])):
            print(json.dumps([index, *row], default=repr))
    print(json.dumps("whole"))
except sqlite3.Error as error:
    print(json.dumps({"wrong": str(error)}))
`

/** Python, whose own library reads SQLite: who has used MLflow has it. Isolated, so that it loads nothing from the current folder or the environment. */
export const pythonReader =
  (python: string): DatabaseReader =>
  async (file, queries) => {
    const child = spawn(python, ['-I', '-c', SCRIPT], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: withoutSecrets(process.env),
      windowsHide: true,
    })
    // What it has printed is the answer, and a Python that is not there has printed nothing: how it ended says no more.
    const ended = once(child, 'close').catch(() => undefined)
    child.stdin.on('error', () => undefined)
    child.stdin.end(JSON.stringify({ uri: `${pathToFileURL(file).href}?mode=ro`, queries }))
    const rows: DatabaseRow[][] = queries.map(() => [])
    let answer: Answer | undefined
    for await (const line of createInterface({ input: child.stdout })) {
      const parsed = parsePythonJson(line)
      if (Array.isArray(parsed)) rows[parsed[0] as number]!.push(parsed.slice(1))
      else answer = parsed === 'whole' ? { rows } : (parsed as { readonly wrong: string })
    }
    await ended
    return answer
  }

/** What is used of `node:sqlite`, which Node has from 22.13 on. */
interface NodeSqlite {
  readonly DatabaseSync: new (
    file: string,
    options: { readonly readOnly: true },
  ) => {
    exec(sql: string): void
    prepare(sql: string): { all(...given: readonly string[]): Readonly<Record<string, unknown>>[] }
    close(): void
  }
}

export const nodeReader: DatabaseReader = async (file, queries) => {
  const sqlite = process.getBuiltinModule('node:sqlite') as NodeSqlite | undefined
  if (sqlite === undefined) return undefined
  try {
    const database = new sqlite.DatabaseSync(file, { readOnly: true })
    try {
      // All of them are answered from one state of the database, as by Python.
      database.exec('pragma trusted_schema = off; begin')
      return {
        rows: queries.map(({ sql, given = [] }) =>
          database
            .prepare(sql)
            .all(...given)
            .map((row) => Object.values(row)),
        ),
      }
    } finally {
      database.close()
    }
  } catch (error) {
    // Any other is a fault of ours.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SQLITE_ERROR') throw error
    return { wrong: (error as Error).message }
  }
}

const READERS: readonly DatabaseReader[] = [pythonReader('python3'), pythonReader('python'), nodeReader]

/** Asks a SQLite database with the first reader that is there; undefined where none is. */
export async function queryDatabase(
  file: string,
  queries: readonly Query[],
  readers: readonly DatabaseReader[] = READERS,
): Promise<Answer | undefined> {
  for (const reader of readers) {
    const answer = await reader(file, queries)
    if (answer !== undefined) return answer
  }
  return undefined
}
