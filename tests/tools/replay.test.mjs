// A calculation can be done again, bit for bit, from what it was made from, whatever has changed since.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { run, temporaryFolder } from '../harness/server.mjs'

const folder = temporaryFolder()
const db = `sqlite:${folder.file('demo.db')}`
after(folder.remove)
before(() => assert.equal(run('demo', '--db', db, '--today', '2026-11-20').status, 0))

function call(operation, ...words) {
  const done = run('call', '--db', db, '--as', 'finance', operation, ...words)
  assert.equal(done.status, 0, done.stderr)
  return JSON.parse(done.stdout)
}
const replayed = () => {
  const { same_inputs, same_results, differing_payouts } = call('replayPayRun', 'run_id=1')
  return { same_inputs, same_results, differing_payouts }
}
const same = { same_inputs: true, same_results: true, differing_payouts: 0 }

test('a run comes out again as it was', () => assert.deepEqual(replayed(), same))

test('and does so after an order behind it was cancelled', () => {
  const payout = call('listPayouts', 'run_id=1').items.find((each) => Number(each.earned.amount) > 0)
  const [line] = call('listPayoutLines', `payout_id=${payout.payout_id}`).items
  const order = call('getOrder', `order_id=${line.order_id}`)
  const words = [`order_id=${line.order_id}`, '--if-match', String(order.version)]
  const body = folder.file('reason.json')
  writeFileSync(body, '{"reason":"The customer sent it back unopened."}')
  const cancelled = run('call', '--db', db, 'cancelOrder', ...words, '--body', body)
  assert.equal(cancelled.status, 0, cancelled.stderr)
  assert.deepEqual(replayed(), same)
  const now = run('call', '--db', db, 'getOrder', `order_id=${line.order_id}`)
  assert.equal(JSON.parse(now.stdout).status, 'cancelled', 'looking back leaves the present as it is')
})
