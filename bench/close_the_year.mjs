// node bench/close_the_year.mjs [YEAR [SIZES]]: closes a generated year with the program, with one written
// for its plan only (the floor) and with a peer, and prints how the times compare. Whole processes run in
// turn; what is loaded runs repeatedly in one process, on every side; each figure is a median. YEAR is a
// folder with generate.cpp and duckdb/run.mjs (default ../shared/bench); a copy of the peer with its
// node_modules installed is named by COLONNADE_PEER. SIZES are letters out of S, M and L; else S and M.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

const sizes = { S: ['100000', '100'], M: ['1000000', '1000'], L: ['10000000', '10000'] }
const turns = { S: 9, M: 7, L: 3 }
const targets = {
  'whole process': { S: 0.1, M: 0.25, L: 0.3 },
  full: { S: 0.05, M: 0.05, L: 0.08 },
  'full+lineage': { S: 0.05, M: 0.08, L: 0.1 },
  'rates only': { S: 0.005, M: 0.01, L: 0.02 },
  'peak memory': { L: 0.8 },
}
const labels = {
  'whole process': 'whole process, files to files',
  full: 'loaded, everything, other rates',
  'full+lineage': 'loaded, with lineage',
  'rates only': 'loaded, rates only',
  'peak memory': 'peak memory of the whole process',
}
const plan = 'examples/close-the-year.plan'
const [year = '../shared/bench', wanted = 'SM'] = process.argv.slice(2)
if (!existsSync(join(year, 'generate.cpp'))) {
  console.log(`The year is not closed: there is no generator of it in ${resolve(year)}.`)
  process.exit(0)
}
const peer = resolve(process.env.COLONNADE_PEER ?? join(year, 'duckdb'), 'run.mjs')
const has_peer = existsSync(join(dirname(peer), 'node_modules/@duckdb/node-api'))
if (!has_peer) {
  console.log(`There is no peer beside it: @duckdb/node-api is not installed in ${dirname(peer)}.`)
}
const folder = mkdtempSync(join(tmpdir(), 'close-the-year-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

function run(program, ...words) {
  const ended = spawnSync(program, words, { encoding: 'utf8', maxBuffer: 1 << 28 })
  if (ended.status !== 0) throw new Error(`${program} ${words.join(' ')}: ${ended.stderr}`)
  return ended.stdout
}
const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]
/** The medians that a program prints: "full  median 1.234 ms …", with or without "warm" before. */
function medians(told) {
  const found = told.matchAll(/^(?:warm )?(.+?)\s+median\s+([\d.]+) ms/gm)
  return Object.fromEntries([...found].map(([, what, ms]) => [what, Number(ms)]))
}

/** The plan at the peer's other rates. */
function otherPlan() {
  const text = readFileSync(plan, 'utf8')
    .replace(/^example[^]*$/m, '')
    .replace(/ 2%$/m, ' 2.5%')
    .replace(/ 8%$/m, ' 8.5%')
    .replace(/ 10%$/m, ' 11%')
    .replace('pays 1% of', 'pays 1.1% of')
    .replace('0.5% of focus', '0.6% of focus')
    .replace('5,000.00', '6,000.00')
  const path = join(folder, 'other.plan')
  writeFileSync(path, text)
  return path
}

/** Whole processes in turn: the medians of their milliseconds and kilobytes. */
function wholeProcesses(facts, count) {
  const out = (who) => join(folder, who)
  const commands = {
    ours: ['build/colonnade', 'calculate', '--facts', facts, '--plan', plan, '--out', out('ours')],
    floor: ['build/close_the_year_floor', facts, 'cold', out('floor')],
    ...(has_peer ? { peer: ['node', peer, facts, 'cold', out('peer')] } : {}),
  }
  const taken = Object.fromEntries(Object.keys(commands).map((who) => [who, { ms: [], kilobytes: [] }]))
  for (let turn = 0; turn <= count; turn++)
    for (const [who, command] of Object.entries(commands)) {
      const [ms, kilobytes] = run('build/close_the_year', 'run', ...command)
        .split(' ')
        .map(Number)
      if (turn === 0) continue
      taken[who].ms.push(ms)
      taken[who].kilobytes.push(kilobytes)
    }
  if (!readFileSync(out('ours/payouts.csv')).equals(readFileSync(out('floor/payouts.csv'))))
    throw new Error('The program and the floor pay differently.')
  return taken
}

function measure(size) {
  const facts = join(folder, size)
  run(join(folder, 'generate'), ...sizes[size], facts)
  const whole = wholeProcesses(facts, turns[size])
  const rows = Object.fromEntries(Object.keys(labels).map((what) => [what, {}]))
  for (const [who, taken] of Object.entries(whole)) {
    rows['whole process'][who] = median(taken.ms)
    rows['peak memory'][who] = median(taken.kilobytes) / 1024
  }
  const loaded = {
    ours: [medians(run('build/close_the_year', facts, plan, other, String(turns[size])))],
    floor: [medians(run('build/close_the_year_floor', facts, 'bench', String(turns[size])))],
    peer: [],
  }
  // Loaded processes come in turn as well: the peer once, and ours before and after it.
  if (has_peer) loaded.peer.push(medians(run('node', peer, facts, 'bench', join(folder, 'peer'))))
  loaded.ours.push(medians(run('build/close_the_year', facts, plan, other, String(turns[size]))))
  for (const [who, told] of Object.entries(loaded))
    for (const what of ['full', 'full+lineage', 'rates only'])
      if (told.length > 0) rows[what][who] = median(told.map((each) => each[what]))
  rmSync(facts, { recursive: true })
  return { rows, oneLine: median(loaded.ours.map((told) => told['one line'])) }
}

function tell(size, what, { ours, floor, peer: theirs }) {
  const unit = what === 'peak memory' ? 'MB' : 'ms'
  const amount = (value) => `${value.toPrecision(3).padStart(8)} ${unit}`
  const ratio = theirs ? ours / theirs : undefined
  const target = targets[what][size]
  const promise = target ? ` of ${target}${ratio > target ? ', missed' : ''}` : ''
  const against = theirs ? ` peer ${amount(theirs)}  ratio ${ratio.toFixed(4)}${promise}` : ''
  console.log(
    `  ${labels[what].padEnd(34)} ${amount(ours)}  floor ${floor ? amount(floor) : '-'} ${against}`,
  )
}

const other = otherPlan()
run('g++', '-O2', '-std=c++20', '-o', join(folder, 'generate'), join(year, 'generate.cpp'))
for (const size of wanted) {
  console.log(`${size}: ${sizes[size][0]} lines, ${sizes[size][1]} people`)
  const { rows, oneLine } = measure(size)
  for (const [what, values] of Object.entries(rows)) tell(size, what, values)
  const microseconds = (1000 * oneLine).toPrecision(3).padStart(8)
  console.log(`  ${'one line changed'.padEnd(34)} ${microseconds} µs  of 50 µs`)
}
// Through the store, with the line on the disk, among a million lines of pay.
const told = run('build/line_changed_bench', '--benchmark_format=json')
const durable = JSON.parse(told).benchmarks[0].real_time
console.log(`One line changed, durable in SQLite and acknowledged: ${durable.toPrecision(3)} ms of 5 ms`)
