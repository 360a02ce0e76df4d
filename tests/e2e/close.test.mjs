// The close desk: a dispute is answered with an adjustment that another person approves and the next period
// pays; nobody decides on their own; the checklist, the payroll file and the payee's acceptance.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { enter, openBrowser, openPage, settled, visit } from '../harness/browser.mjs'
import { demoDatabase, signIn, startServer, temporaryFolder } from '../harness/server.mjs'

let server
let browser
const folder = temporaryFolder()
before(async () => {
  server = await startServer(demoDatabase(folder))
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  await server?.stop()
  folder.remove()
})

const as = async (login, path) => {
  const page = await openPage(browser)
  await enter(page, server, login, path)
  await settled(page)
  return page
}
const press = (page, name) => page.getByRole('button', { name, exact: true }).first().click()
const dialog = (page) => page.getByRole('dialog')
const version = (row) => ({ 'If-Match': `"${row.version}"` })

/** The period that is not settled yet, and somebody's approved payout of an earlier one. */
async function scene() {
  const operations = await signIn(server, 'operations')
  const seller = await signIn(server, 'seller')
  const periods = (await operations.get('/pay-periods')).body
  const open = periods.find((each) => each.state === 'calculated')
  const payouts = (await operations.get(`/payouts?person_id=${seller.session.person_id}`)).body.items
  return { operations, seller, open, payout: payouts.find((each) => Number(each.due.amount) > 0) }
}

test('a dispute is answered with an adjustment that the next period pays', async () => {
  const { operations, seller, open, payout } = await scene()
  const finance = await signIn(server, 'finance')

  const payee = await as('seller', `/operations/pay/${payout.payout_id}`)
  await press(payee, payee.t('pay.dispute'))
  await payee.getByLabel(payee.t('pay.question')).fill('Order 17 was mine as well.')
  await press(payee, payee.t('pay.dispute_send'))
  await payee.getByText(payee.t('pay.disputed')).waitFor()
  await visit(payee, server, '/operations/pay-disputes')
  await payee.getByRole('table').getByText('10 days left').waitFor()

  const clerk = await as('operations', '/')
  await clerk.getByText('One dispute to answer').click()
  await clerk.getByRole('table').getByText('Order 17 was mine as well.').click()
  await settled(clerk)
  await clerk.getByLabel(clerk.t('close_desk.answer'), { exact: true }).fill('You are right: it was yours.')
  await clerk.getByLabel(clerk.t('close_desk.correction'), { exact: true }).fill('25')
  await press(clerk, clerk.t('close_desk.answer_send'))
  await clerk.getByText('You are right: it was yours.').first().waitFor()
  await clerk.getByText(clerk.t('close_desk.adjustment_states.proposed')).waitFor()

  // Who proposed it is told who decides, and has no button for it.
  await visit(clerk, server, '/operations/pay-adjustments')
  await clerk.getByRole('table').getByText('You are right: it was yours.').click()
  await dialog(clerk).getByText('Who may approve pay decides', { exact: false }).waitFor()
  assert.equal(
    await dialog(clerk).getByRole('button', { name: clerk.t('close_desk.approve'), exact: true }).count(),
    0,
  )

  const approver = await as('finance', '/')
  await approver.getByText('One adjustment to decide').click()
  await approver.getByRole('table').getByText('You are right: it was yours.').click()
  await dialog(approver).getByRole('button', { name: approver.t('close_desk.approve') }).click()
  await approver.getByText(approver.t('close_desk.adjustment_approved')).waitFor()

  for (const each of (await operations.get(`/pay-periods/${open.pay_period_id}/exceptions`)).body)
    await operations.send('POST', `/pay-exceptions/${each.exception_id}/decision`, { note: 'Seen.' })
  const reviewed = await operations.send(
    'POST',
    `/pay-periods/${open.pay_period_id}/review`,
    { to: 'reviewed' },
    version(open),
  )
  assert.equal(reviewed.status, 200, JSON.stringify(reviewed.body))

  await visit(approver, server, `/operations/pay-periods/${open.pay_period_id}`)
  await press(approver, approver.t('pay.do.approve'))
  await approver.getByText(approver.t('pay.next.approved')).waitFor()
  const ledger = await finance.get(
    `/pay-ledger?pay_period_id=${open.pay_period_id}&person_id=${seller.session.person_id}`,
  )
  const due = ledger.body.items.filter(
    (each) => each.batch_kind === 'adjustment' && each.account === 'due',
  )
  assert.deepEqual(
    due.map((each) => Number(each.amount.amount)),
    [25],
  )

  // The payroll file ends with what the receiver checks it by, and the list knows that it was made.
  await settled(approver)
  const [file] = await Promise.all([
    approver.waitForEvent('download'),
    press(approver, 'CSV'),
  ])
  const rows = readFileSync(await file.path(), 'utf8').trim().split('\r\n')
  const control = (await finance.get(`/pay-periods/${open.pay_period_id}/payroll-control`)).body
  assert.ok(rows.includes(`control,rows,${control.rows},,`), rows.slice(-3).join('\n'))
  assert.ok(rows.includes(`control,digest,${control.digest},,`))
  await approver.getByText(control.digest).waitFor()
  const checks = (await finance.get(`/pay-periods/${open.pay_period_id}/checklist`)).body
  const left = checks.filter((each) => each.state !== 'done').map((each) => each.kind)
  assert.deepEqual(left, ['paid', 'closed'])

  await visit(payee, server, '/operations/pay-disputes')
  await payee.getByRole('table').getByText('Order 17 was mine as well.').click()
  await payee.getByText('You are right: it was yours.').waitFor()
  await payee.getByText(payee.t('close_desk.adjustment_states.approved')).waitFor()
  for (const page of [payee, clerk, approver]) assert.deepEqual(page.complaints, [])
})

test('nobody decides on an adjustment of their own pay', async () => {
  const { operations } = await scene()
  const finance = await signIn(server, 'finance')
  const opened = await operations.send('POST', '/pay-periods', { period: '2027-Q1' })
  assert.equal(opened.status, 201, JSON.stringify(opened.body))
  const proposed = await operations.send('POST', '/pay-adjustments', {
    pay_period_id: opened.body.pay_period_id,
    person_id: finance.session.person_id,
    component: 'Bonus',
    amount: { amount: '100', currency: 'EUR' },
    reason: 'A hand in the close.',
  })
  assert.equal(proposed.status, 200, JSON.stringify(proposed.body))
  const page = await as('finance', '/operations/pay-adjustments')
  await page.getByRole('table').getByText('A hand in the close.').click()
  await dialog(page).getByText(page.t('close_desk.you_are_paid')).waitFor()
  await dialog(page).getByRole('button', { name: page.t('close_desk.approve') }).click()
  await dialog(page).getByRole('alert').getByText(page.t('problem.incentives.own_pay')).waitFor()
})

test('a payee reads the plan and accepts it; who keeps plans sees that', async () => {
  const { seller } = await scene()
  const payee = await as('seller', '/')
  await payee.getByText('Your pay plan waits for your acceptance').click()
  await payee.getByText('plan "Salesperson"', { exact: false }).waitFor()
  await press(payee, payee.t('close_desk.accept'))
  await payee.getByText(/^Accepted on /).waitFor()
  const [own] = (await seller.get('/own-pay-plans')).body
  const keeper = await as('operations', `/operations/plans/${own.version_id}`)
  const row = keeper.getByRole('row').filter({ hasText: seller.session.name })
  await row.getByText('Version 1', { exact: false }).waitFor()
  for (const page of [payee, keeper]) assert.deepEqual(page.complaints, [])
})

test('a personal value is set from a day on, and the one before it ends there', async () => {
  const { operations, seller } = await scene()
  const set = (value, from) =>
    operations.send('POST', '/pay-parameters', {
      person_id: seller.session.person_id,
      name: 'target pay',
      kind: 'money',
      value,
      currency: 'EUR',
      valid_from: from,
    })
  assert.equal((await set('12000', '2026-01-01')).status, 200)
  assert.equal((await set('13000', '2026-07-01')).status, 200)
  const page = await as('operations', '/operations/pay-values')
  await page.getByRole('table').getByText(seller.session.name).first().click()
  await dialog(page).getByText('€12,000.00').waitFor()
  await dialog(page).getByText('30 Jun 2026').waitFor()
})
