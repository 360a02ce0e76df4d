// A file that is wrong gets a sentence that names the place, and leaves nothing behind.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { demoDatabase, program, run, temporaryFolder } from '../harness/server.mjs'

const folder = temporaryFolder()
after(folder.remove)
let db
let untouched
const state = () => {
  const lists = ['listPeople', 'listCustomers', 'listOrders', 'listTerritories', 'listQuotas']
  return lists.map((each) => run('call', each, '--csv', '--db', db).stdout).join('\n')
}
before(() => {
  db = demoDatabase(folder)
  untouched = state()
})

/** Imports a folder of files written from a table of names and texts. */
let number = 0
function importOf(files, ...words) {
  const at = folder.file(`in${++number}`)
  mkdirSync(at)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(at, name), text)
  return run('import', '--db', db, '--refused', folder.file(`refused${number}.csv`), ...words, at)
}

// What is wrong, the files, and what the sentence must name.
const wrong = [
  [
    'an unknown person',
    { 'reporting.csv': 'person_id,manager_id,valid_from\nnobody-7,nobody-8,2026-01-01\n' },
    [/reporting\.csv:2/, /nobody-[78]/],
  ],
  [
    'reporting in a ring',
    {
      'people.csv': 'person_id,name,hired_on\nring-1,Ring One,2024-01-01\nring-2,Ring Two,2024-01-01\n',
      'reporting.csv':
        'person_id,manager_id,valid_from\nring-1,ring-2,2024-01-01\nring-2,ring-1,2024-01-01\n',
    },
    [/reporting\.csv:3/, /ring-1/],
  ],
  [
    'overlapping assignments',
    {
      'people.csv': 'person_id,name,hired_on\nov-1,Over One,2024-01-01\nov-2,Over Two,2024-01-01\n',
      'territories.csv': 'territory_id,name\nov-t,Overlap\n',
      'territory_assignments.csv':
        'territory_id,person_id,valid_from,valid_to\n' +
        'ov-t,ov-1,2026-01-01,2026-06-30\nov-t,ov-2,2026-06-01,2026-12-31\n',
    },
    [/territory_assignments\.csv:[23]/],
  ],
  [
    'an unknown currency',
    { 'orders.csv': 'order_id,customer,booked_on,currency,amount\ncur-1,Somebody,2026-01-05,XXY,10.00\n' },
    [/orders\.csv:2/, /XXY/],
  ],
  [
    'a quota for a period that is not there',
    {
      'people.csv': 'person_id,name,hired_on\nper-1,Per One,2024-01-01\n',
      'quotas.csv': 'subject_kind,subject_id,period,amount\nperson,per-1,1066-XII,100.00\n',
    },
    [/quotas\.csv:2/, /1066-XII/],
  ],
  [
    'a quota for a day outside every listed period',
    {
      'people.csv': 'person_id,name,hired_on\nout-1,Out One,2024-01-01\n',
      'periods.csv': 'period,valid_from,valid_to\nOUT-T1,2031-01-01,2031-04-30\n',
      'quotas.csv': 'subject_kind,subject_id,period,amount\nperson,out-1,2033-01-05,100.00\n',
    },
    [/quotas\.csv:2/, /2033-01-05/],
  ],
  [
    'a day that is not in the calendar',
    { 'people.csv': 'person_id,name,hired_on\nday-1,Day One,2026-02-30\n' },
    [/people\.csv:2/, /2026-02-30/],
  ],
]

for (const [what, files, told] of wrong) {
  test(`${what} is refused at its place`, () => {
    const result = importOf(files)
    assert.notEqual(result.status, 0, result.stdout)
    for (const each of told) assert.match(result.stderr, each)
  })
}

test('a refused row is told in the reader’s language', () => {
  const files = { 'people.csv': 'person_id,name,hired_on\nlang-1,Lang,2026-02-30\n' }
  const english = importOf(files)
  const at = folder.file(`in${number}`)
  const czech = run('--language', 'cs', 'import', '--db', db, '--refused', folder.file('cs.csv'), at)
  assert.match(czech.stderr, /people\.csv:2/)
  assert.notEqual(czech.stderr, english.stderr)
})

// One wrong value of five says little about a column: the four are read, the fifth is told at its place.
test('a wrong date in a small file is told, and the other rows go in', () => {
  const days = ['15.10.2024', '16.10.2024', '31.02.2024', '17.10.2024', '18.10.2024']
  const rows = days.map((day, at) => `few-${at},Few ${'ABCDE'[at]},${day}`)
  const result = importOf({ 'people.csv': `person_id,name,hired_on\n${rows.join('\n')}\n` })
  assert.equal(result.status, 3, result.stdout + result.stderr)
  assert.match(result.stderr, /people\.csv:4: hired_on: .*31\.02\.2024/)
  assert.doesNotMatch(result.stderr, /people\.csv:[2356]:/)
  const people = run('call', 'listPeople', 'q=Few', '--db', db)
  const names = JSON.parse(people.stdout).items.map((each) => each.name)
  assert.deepEqual(names.sort(), ['Few A', 'Few B', 'Few D', 'Few E'])
})

const unreadable = [
  [
    'a binary file',
    'people.csv',
    Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 1, 2, 3, 0xff, 0xfe, 0, 9]),
  ],
  ['a spreadsheet cut short', 'people.xlsx', Buffer.from('504b0304140000000800', 'hex')],
  ['a file without a row', 'people.csv', ''],
  ['a file of another kind', 'holiday.csv', 'colour,shape\nred,round\n'],
]
for (const [what, name, text] of unreadable) {
  test(`${what} is refused as a whole`, () => {
    const result = importOf({ [name]: text })
    assert.notEqual(result.status, 0, result.stdout)
    assert.match(result.stderr, /\S{3,}/)
    assert.doesNotMatch(result.stderr, /terminate|exception|std::/)
  })
}

test('of the refused rows nothing was kept', () => {
  const refused = /nobody-7|Somebody|cur-1|1066-XII|Day One|Lang/
  assert.deepEqual(
    state()
      .split('\n')
      .filter((line) => refused.test(line)),
    [],
  )
  assert.ok(state().length >= untouched.length)
})

test('the same file twice changes nothing', () => {
  const files = {
    'people.csv': 'person_id,name,hired_on\ntw-1,Twice One,2024-01-01\ntw-2,Twice Two,2024-01-01\n',
  }
  assert.equal(importOf(files).status, 0)
  const once = state()
  const second = importOf(files)
  assert.equal(second.status, 0, second.stderr)
  assert.equal(state(), once)
})

/** The most memory the import of a file with so many rows took, in kB. */
async function peakOf(name, rows) {
  const stream = createWriteStream(folder.file(name))
  stream.write('customer_id,name,country,city\n')
  for (let i = 0; i < rows; i++) {
    const line = `${name}-${i},${'A customer with a long name '.repeat(4)}${i},CZ,Brno\n`
    if (!stream.write(line)) await once(stream, 'drain')
  }
  stream.end()
  await once(stream, 'finish')
  const words = ['import', '--dry-run', '--db', db, '--into', 'customers', folder.file(name)]
  const child = spawn(program, words, { stdio: 'ignore' })
  const ended = once(child, 'exit')
  let most = 0
  const watch = setInterval(() => {
    try {
      const found = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))
      if (found) most = Math.max(most, Number(found[1]))
    } catch {
      // It has just ended.
    }
  }, 10)
  const [code] = await ended
  clearInterval(watch)
  assert.equal(code, 0)
  return most
}

test('memory does not follow the size of the file', async () => {
  const small = await peakOf('small.csv', 20_000)
  const large = await peakOf('large.csv', 200_000)
  assert.ok(large < small + 60_000, `${small} kB for 20,000 rows, ${large} kB for 200,000`)
})
