import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** One folder that does not exist: with none at all the search falls back to the usual places. */
const NO_FONTS = '<?xml version="1.0"?>\n<fontconfig><dir>/nonexistent/no-system-fonts</dir></fontconfig>\n'

/**
 * Runs `open` while the machine seems to have no fonts, so that a paper looks the same everywhere.
 *
 * The compiler has no setting for this; on Linux its search for fonts follows `FONTCONFIG_FILE`, read at the time it is created. On
 * macOS and Windows nothing can be set and system fonts stay visible to a paper that asks for them by name.
 */
export function withoutSystemFonts<T>(open: () => T): T {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bocas-fonts-'))
  const before = process.env.FONTCONFIG_FILE
  try {
    const config = path.join(folder, 'fonts.conf')
    writeFileSync(config, NO_FONTS)
    process.env.FONTCONFIG_FILE = config
    return open()
  } finally {
    if (before === undefined) delete process.env.FONTCONFIG_FILE
    else process.env.FONTCONFIG_FILE = before
    rmSync(folder, { recursive: true, force: true })
  }
}
