// node tools/wrap_comments.mjs FILE...: breaks comments of their own line that go beyond 110 columns.
// Biome leaves comments as they are, and wants those to itself on one line; what goes beyond is put before
// the next line of the same comment.
import { readFileSync, writeFileSync } from 'node:fs'

const columns = 110

// Its indent and mark ("  // ", "   * "), and its words; nothing for a line that is no comment.
function comment(line) {
  const [, mark, text] = /^(\s*(?:\/\/|\*) )(\S.*)$/.exec(line ?? '') ?? []
  return mark && { mark, words: text.split(' ') }
}

function wrap(lines) {
  const done = []
  const rest = [...lines]
  while (rest.length > 0) {
    const line = rest.shift()
    const [, indent, whole] = /^(\s*)\/\*\* (.*) \*\/$/.exec(line) ?? []
    if (whole !== undefined && [...line].length > columns) {
      rest.unshift(`${indent}/**`, `${indent} * ${whole}`, `${indent} */`)
      continue
    }
    const long = [...line].length > columns && !line.includes('biome-ignore') ? comment(line) : undefined
    if (!long) {
      done.push(line)
      continue
    }
    const kept = []
    const over = long.words
    const fits = () => [...(long.mark + [...kept, over[0]].join(' '))].length <= columns
    while (over.length > 0 && fits()) kept.push(over.shift())
    if (kept.length === 0) kept.push(over.shift())
    done.push(long.mark + kept.join(' '))
    if (over.length === 0) continue
    const next = comment(rest[0])
    if (next && next.mark === long.mark && !/^([-*|]|\d+\.)$/.test(next.words[0])) {
      rest[0] = long.mark + [...over, ...next.words].join(' ')
    } else {
      rest.unshift(long.mark + over.join(' '))
    }
  }
  return done
}

for (const path of process.argv.slice(2)) {
  const before = readFileSync(path, 'utf8')
  const after = wrap(before.split('\n')).join('\n')
  if (after !== before) writeFileSync(path, after)
}
