/**
 * Names of what systems, editors and archivers leave in any folder that they are shown, by no one's wish: the same data would have another
 * digest on the next machine.
 */
const FILES: readonly RegExp[] = [
  // macOS: the look of a folder, its icon, what does not fit other file systems; NFS and FUSE: open files that were deleted.
  /^(\.DS_Store|\.localized|Icon\r|\._.*|\.nfs[0-9a-f]+|\.fuse_hidden[0-9a-f]+)$/,
  // Windows: thumbnails, the look of a folder. Its names know no case.
  /^(thumbs\.db(:encryptable)?|ehthumbs(_vista)?\.db|desktop\.ini)$/i,
  // KDE and Dropbox.
  /^(\.directory|\.dropbox|\.dropbox\.attr)$/,
  // Editors: Vim's swap and undo, backups of most, locks and saves of Emacs, of LibreOffice, of Word and Excel; Kate's swap.
  /^(\..*\.(sw[a-p]|un~|kate-swp)|.*~|#.*#|\.#.*|\.~lock\..*#|~\$.*)$/,
]
const FOLDERS: readonly RegExp[] = [
  /^(__MACOSX|\.AppleDouble|\.Spotlight-V100|\.Trashes|\.fseventsd|\.TemporaryItems|\.DocumentRevisions-V100)$/,
  /^(\$RECYCLE\.BIN|System Volume Information|\.Trash-\d+|lost\+found|@eaDir)$/i,
  /^\.ipynb_checkpoints$/,
]

/** Whether a file is no data although its folder or a pattern holds it. Whoever names such a file itself means it. */
export function isLeftBehind(path: string): boolean {
  const names = path.split('/')
  const file = names.pop()!
  return FILES.some((kind) => kind.test(file)) || names.some((name) => FOLDERS.some((kind) => kind.test(name)))
}
