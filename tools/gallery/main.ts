import { writeGallery } from './gallery'

writeGallery().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
