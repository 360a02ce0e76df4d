// node bench/close_the_year.mjs YEAR [SIZES]: closes a generated year with the program and with a peer, in
// turn, and prints how the times compare. YEAR is a folder with generate.cpp and duckdb/run.mjs (a copy with
// its node_modules installed may be named by COLONNADE_PEER); SIZES are letters out of S, M and L; without
// them S and M.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const sizes = { S: ['100000', '100'], M: ['1000000', '1000'], L: ['10000000', '10000'] }
const targets = {
  'whole process': { S: 0.1, M: 0.25, L: 0.3 },
  'everything, other rates': { S: 0.05, M: 0.05, L: 0.08 },
  'rates only': { S: 0.005, M: 0.01, L: 0.02 },
}
const plan = 'examples/close-the-year.plan'

const year = process.argv[2]
if (!year || !existsSync(join(year, 'generate.cpp'))) {
  console.error('usage: node bench/close_the_year.mjs YEAR [SIZES]')
  process.exit(2)
}
const peer = resolve(process.env.COLONNADE_PEER ?? join(year, 'duckdb'), 'run.mjs')
const folder = mkdtempSync(join(tmpdir(), 'close-the-year-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

function run(program, words) {
  const begin = performance.now()
  const ended = spawnSync(program, words, { encoding: 'utf8', maxBuffer: 1 << 28 })
  if (ended.status !== 0) throw new Error(`${program} ${words.join(' ')}: ${ended.stderr}`)
  return { ms: performance.now() - begin, out: ended.stdout, told: ended.stderr }
}
const median = (times) => times.sort((a, b) => a - b)[times.length >> 1]
const lap = (told, label) => Number(told.match(new RegExp(`^${label}\\s+([\\d.]+) ms`, 'm'))?.[1])

function measure(size) {
  const facts = join(folder, size)
  run(join(folder, 'generate'), [...sizes[size], facts])
  const turns = size === 'L' ? 3 : 7
  const ours = { whole: [], calculated: [], repriced: [], changed: [] }
  const theirs = []
  const words = ['calculate', '--facts', facts, '--plan', plan, '--out', join(folder, 'ours')]
  for (let turn = 0; turn < turns; turn++) {
    theirs.push(run('node', [peer, facts, 'cold', join(folder, 'theirs')]).ms)
    ours.whole.push(run('build/colonnade', words).ms)
    const again = ['--no-lineage', '--what-if', plan, '--change', '50001:10000']
    const { told } = run('build/colonnade', [...words, ...again])
    ours.calculated.push(lap(told, 'Everything calculated'))
    ours.repriced.push(lap(told, 'Again with the other plan'))
    ours.changed.push(lap(told, 'One line changed, pay right again'))
  }
  const loaded = run('node', [peer, facts, 'bench', join(folder, 'theirs')]).out
  const warm = (label) => Number(loaded.match(new RegExp(`^warm ${label}\\s+median ([\\d.]+)`, 'm'))?.[1])
  return [
    ['whole process', median(ours.whole), median(theirs)],
    ['everything, other rates', median(ours.calculated), warm('full')],
    ['rates only', median(ours.repriced), warm('rates only')],
    ['one line changed', median(ours.changed)],
  ]
}

run('g++', ['-O2', '-std=c++20', '-o', join(folder, 'generate'), join(year, 'generate.cpp')])
for (const size of process.argv[3] ?? 'SM') {
  console.log(`${size}: ${sizes[size][0]} lines, ${sizes[size][1]} people`)
  for (const [what, ours, theirs] of measure(size)) {
    const ratio = theirs ? ours / theirs : undefined
    const against = theirs
      ? `peer ${theirs.toFixed(1)} ms, ratio ${ratio.toFixed(4)}, target ${targets[what][size]}`
      : 'target 0.050 ms'
    console.log(`  ${what.padEnd(24)} ${ours.toFixed(3).padStart(10)} ms   ${against}`)
  }
}
