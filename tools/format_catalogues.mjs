// node tools/format_catalogues.mjs [--check]: locales/*.json with sorted keys and two spaces.
// With --check it only tells.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

const check = process.argv.includes('--check')

function sorted(value) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]))
}

for (const name of readdirSync('locales').filter((name) => name.endsWith('.json'))) {
  const path = `locales/${name}`
  const before = readFileSync(path, 'utf8')
  const after = `${JSON.stringify(sorted(JSON.parse(before)), null, 2)}\n`
  if (before === after) continue
  if (check) {
    console.error(`${path}: not in its format; ./dev fmt puts it in order`)
    process.exitCode = 1
  } else {
    writeFileSync(path, after)
  }
}
