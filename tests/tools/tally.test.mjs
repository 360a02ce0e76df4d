// Every outcome of every kind of report is counted; a program that crashed counts as failed.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'

function tally(reports) {
  const folder = mkdtempSync(join(tmpdir(), 'colonnade-tally-'))
  try {
    for (const [name, text] of Object.entries(reports)) writeFileSync(join(folder, name), text)
    return execFileSync('node', ['tools/tally.mjs', folder], { encoding: 'utf8' }).trim()
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test('GoogleTest: passed, failed more than once, skipped, switched off', () => {
  const report = `<testsuites tests="4"><testsuite name="S">
    <testcase name="a" status="run" result="completed" time="0." classname="S" />
    <testcase name="b" result="completed"><failure message="1 &lt; 2"/><failure message="x"/></testcase>
    <testcase name="c" status="run" result="skipped"><skipped message="no cluster"/></testcase>
    <testcase name="d" status="notrun" result="suppressed" /></testsuite></testsuites>`
  assert.equal(tally({ 'test_s.xml': report }), '1 1 2')
})

test('Node and Vitest: nested suites, failures, skips', () => {
  const report = `<testsuites><testsuite name="x > y"><testcase name="a" time="0.1" classname="t"/>
    <testcase name="b" failure="no"><failure type="t" message="no">text</failure></testcase>
    <testcase name="c"><skipped type="skipped" message="true"/></testcase></testsuite></testsuites>`
  assert.equal(tally({ 'node.xml': report }), '1 1 1')
})

test('a program that failed without a report of its own counts as one failed test', () => {
  const ctest = `<testsuite><testcase name="a" status="fail"><failure message=""/></testcase>
    <testcase name="b" status="fail"><failure message=""/></testcase><testcase name="c"/></testsuite>`
  const report = '<testsuites><testcase name="x"><failure/></testcase><testcase name="y"/></testsuites>'
  assert.equal(tally({ 'ctest.xml': ctest, 'test_a.xml': report }), '1 2 0')
})

test('no reports are no tests', () => assert.equal(tally({}), '0 0 0'))
