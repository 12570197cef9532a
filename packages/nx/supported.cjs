// Which Node and which Nx are too old. Plain old JavaScript without imports: it is loaded before anything that they would stumble over.
const LEAST = { Node: '20.19', Nx: '22.7' }
const INSTALL = { Node: 'install a newer one, for example: nvm install 24', Nx: 'npx nx migrate latest' }

function isOlder(version, least) {
  const [major, minor] = version.split('.').map(Number)
  const [leastMajor, leastMinor] = least.split('.').map(Number)
  return major < leastMajor || (major === leastMajor && minor < leastMinor)
}

/** That a version is too old, as a clause; undefined when it is not, or when it is not known. */
function needs(name, version) {
  if (!version || !isOlder(version, LEAST[name])) return undefined
  return `bocas needs ${name} ${LEAST[name]} or newer, and this is ${name} ${version}`
}
exports.needs = needs

/** What is too old, as text for a person; undefined when nothing is, or when it is not known. */
exports.tooOld = function tooOld(versions) {
  const lines = Object.keys(LEAST).flatMap((name) => {
    const here = needs(name, versions[name])
    if (here === undefined) return []
    return [`✖ ${here}\n  ${INSTALL[name]}\nmore: npx bocas explain bocas/old-${name.toLowerCase()}`]
  })
  return lines.length === 0 ? undefined : lines.join('\n')
}

exports.versionsHere = function versionsHere() {
  let nx
  try {
    nx = require('nx/package.json').version
  } catch {
    // Whoever has no Nx is told so by others.
  }
  return { Node: process.versions.node, Nx: nx }
}
