/** What tools make or are told by, beside the program's own files: hidden, or known by name. Much of it differs from machine to machine. */
const TOOL_FOLDERS = ['node_modules', 'venv', 'site-packages', '__pycache__']
/** Hidden, and no program's business: what git, Nx and bocas itself keep. */
const NEVER = ['.git', '.nx', '.bocas']

/** Patterns of the files that are no inputs although an input's pattern or folder holds them. */
export const MADE_BY_TOOLS = [...TOOL_FOLDERS.map((name) => `**/${name}/**`), '**/.*/**']

/** Whether an entry of a folder belongs to a tool that the program may need: `.venv`, `.python-version`, `node_modules`. */
export const isTool = (name: string): boolean =>
  (name.startsWith('.') && !NEVER.includes(name)) || (TOOL_FOLDERS.includes(name) && name !== '__pycache__')

/** Whether a path, in parts, leads into a folder of tools: `.venv/bin/python`. */
export const isInToolFolder = (parts: readonly string[]): boolean =>
  parts.slice(0, -1).some((part) => (part.startsWith('.') && !/^\.+$/.test(part)) || TOOL_FOLDERS.includes(part))
