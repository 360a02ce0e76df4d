// The papers say what is there: links lead somewhere, the tests that the security table names exist, every
// setting of the program is explained, and the glossary is in order.
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { run } from '../harness/server.mjs'

const text = (file) => readFileSync(file, 'utf8')
const folders = ['app', 'docs', 'engine', 'exchange', 'foundation', 'fuzz', 'insight', 'pillars', 'tests']
const files = folders
  .flatMap((folder) => readdirSync(folder, { recursive: true }).map((each) => join(folder, each)))
  .concat(readdirSync('.').filter((each) => each.endsWith('.md')))
  .filter((each) => !each.includes('node_modules'))
const papers = files.filter((each) => each.endsWith('.md'))

test('every link within the papers leads to a file, and to a heading of it', () => {
  const anchor = (heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .trim()
      .replaceAll(' ', '-')
  const broken = []
  for (const paper of papers)
    for (const [, target] of text(paper).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(target)) continue
      const [path, heading] = target.split('#')
      const file = path ? join(dirname(paper), path) : paper
      const headings = () => [...text(file).matchAll(/^#+ (.+)$/gm)].map((each) => anchor(each[1]))
      if (!existsSync(file) || (heading && !headings().includes(heading))) broken.push(`${paper}: ${target}`)
    }
  assert.deepEqual(broken, [])
})

test('every test that the security table names is there', () => {
  const all = files.filter((each) => each.endsWith('_test.cpp')).map(text)
  const isFile = (name) => files.some((each) => each.startsWith(`${name}.`) || each.startsWith(`${name}/`))
  const missing = []
  for (const row of text('docs/operate/security.md').matchAll(/^\| V\d+ .*\|([^|]*)\|$/gm))
    for (const [, name] of row[1].matchAll(/`([^`]+)`/g)) {
      if (name.startsWith('./test ')) {
        if (!text('test').includes(`test_${name.slice(7)}()`)) missing.push(name)
      } else if (name.includes('/')) {
        if (!isFile(name.replace(/\/$/, ''))) missing.push(name)
      } else {
        const [suite, one] = name.split('.')
        const test = one === '*' ? `\\(${suite},` : `\\(${suite},\\s*${one}\\)`
        const source = new RegExp(`TEST(_F|_P)?${test}`)
        if (!all.some((each) => source.test(each))) missing.push(name)
      }
    }
  assert.deepEqual(missing, [])
})

test('every setting of the server is explained, with its variable', () => {
  const help = run('serve', '--help').stdout
  const explained = text('docs/operate/configure.md')
  const options = [...help.matchAll(/^ +(?:-h,)?(--[a-z-]+)[^\n]*?(?:\(Env:([A-Z_]+)\))?$/gm)]
  assert.ok(options.length > 8, help)
  for (const [, option, variable] of options)
    if (option !== '--help') {
      assert.ok(explained.includes(`| \`${option}\` | \`${variable}\` |`), `${option} (${variable})`)
    }
})

test('the glossary is in order and says each word once', () => {
  const rows = text('docs/glossary.md').split('| --- | --- |')[1]
  const words = [...rows.matchAll(/^\| ([^|]+) \|/gm)].map((each) => each[1])
  assert.ok(words.length > 30)
  assert.deepEqual(words, [...new Set(words)].sort((a, b) => a.localeCompare(b, 'en')))
})
