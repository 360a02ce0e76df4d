// node tools/tally.mjs FOLDER: counts the tests in the JUnit reports of a folder.
// Prints "passed failed skipped".
// A program that ctest saw fail but that left no report of its own (it crashed) counts as one failed test.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = process.argv[2]
const count = { passed: 0, failed: 0, skipped: 0 }

// Attributes have their "<" and quotes escaped, so a test case is what stands between its tags.
function* cases(text) {
  for (const [, attributes, body = ''] of text.matchAll(
    /<testcase\b((?:\s+[\w:.-]+="[^"]*")*)\s*(?:\/>|>([\s\S]*?)<\/testcase>)/g,
  )) {
    yield { attributes, body }
  }
}

function outcome({ attributes, body }) {
  if (/<(failure|error)\b/.test(body)) return 'failed'
  if (/<skipped\b/.test(body)) return 'skipped'
  if (/\b(result="skipped"|status="(notrun|disabled)")/.test(attributes)) return 'skipped'
  return 'passed'
}

for (const name of existsSync(folder) ? readdirSync(folder) : []) {
  if (!name.endsWith('.xml')) continue
  const text = readFileSync(join(folder, name), 'utf8')
  for (const one of cases(text)) {
    if (name !== 'ctest.xml') {
      count[outcome(one)] += 1
    } else if (outcome(one) === 'failed') {
      const program = /\bname="([^"]*)"/.exec(one.attributes)[1]
      if (!existsSync(join(folder, `test_${program}.xml`))) count.failed += 1
    }
  }
}
console.log(`${count.passed} ${count.failed} ${count.skipped}`)
