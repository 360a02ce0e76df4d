// Pay, from a plan's text to a question about a cent: one writes, another approves, the period is calculated,
// reviewed, approved by someone else, paid and closed; the payee opens a line to its order and asks.
import assert from 'node:assert/strict'
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
const planText = `plan "Flat"
    for       role salesperson
    currency  EUR
    period    quarter, paid quarterly

measure bookings = amount of order lines credited as owner or split

component "Commission"
    pays 5% of bookings

example "a hundred thousand"
    bookings 100,000.00
    pays "Commission" 5,000.00
`

test('from a plan to a question about a line', async () => {
  const writer = await as('operations', '/operations/plans')
  await press(writer, writer.t('frame.pay.new_plan'))
  await writer.getByLabel(writer.t('pay.plan_name')).fill('Flat')
  await press(writer, writer.t('shared.save'))
  const text = writer.getByRole('textbox', { name: writer.t('pay.text'), exact: true })
  await text.waitFor()

  await text.fill(planText.replace('of bookings', 'of bokings'))
  await writer.getByText(writer.t('pay.not_sound')).waitFor()
  await writer.getByText('bokings', { exact: false }).first().waitFor()
  await text.fill(planText)
  await writer.getByText(writer.t('pay.sound')).waitFor()
  await writer.getByText(writer.t('pay.example_holds')).waitFor()
  await press(writer, writer.t('shared.save'))
  await press(writer, writer.t('pay.submit'))
  await writer.getByText(writer.t('pay.version_states.submitted')).first().waitFor()
  const address = new URL(writer.url()).pathname
  assert.equal(await writer.getByRole('button', { name: writer.t('pay.approve'), exact: true }).count(), 0)

  const approver = await as('finance', address)
  await press(approver, approver.t('pay.approve'))
  await approver.getByText(approver.t('pay.version_states.approved')).first().waitFor()

  const seller = await signIn(server, 'seller')
  const operations = await signIn(server, 'operations')
  const { today } = operations.session.company
  const quarter = `${today.slice(0, 4)}-Q${Math.ceil(Number(today.slice(5, 7)) / 3)}`
  const version = address.split('/').at(-1)
  const plan = (await operations.get(`/plan-versions/${version}`)).body
  const assigned = await operations.send('POST', `/pay-plans/${plan.plan_id}/assignments`, {
    person_id: seller.session.person_id,
    valid_from: `${today.slice(0, 4)}-01-01`,
  })
  assert.equal(assigned.status, 200, JSON.stringify(assigned.body))

  await visit(writer, server, '/operations/pay-periods')
  await press(writer, writer.t('pay.open_period'))
  const name = `Q${quarter.slice(-1)} ${quarter.slice(0, 4)}`
  await writer.getByRole('dialog').getByLabel(writer.t('frame.period.title'), { exact: true }).fill(name)
  await writer.getByRole('option', { name, exact: true }).click()
  await writer
    .getByRole('dialog')
    .getByRole('button', { name: writer.t('pay.open_period') })
    .click()
  await writer.getByRole('table').getByText(name, { exact: true }).click()
  await press(writer, writer.t('pay.do.calculate'))
  await writer.getByText(writer.t('pay.next.calculated')).waitFor()
  for (;;) {
    const decide = writer.getByRole('button', { name: writer.t('pay.decide'), exact: true })
    if ((await decide.count()) === 0) break
    await decide.first().click()
    await writer.getByRole('dialog').getByRole('textbox').fill('Seen.')
    await writer
      .getByRole('dialog')
      .getByRole('button', { name: writer.t('shared.save') })
      .click()
    await writer.getByRole('dialog').waitFor({ state: 'detached' })
    await settled(writer)
  }
  await press(writer, writer.t('pay.do.review'))
  await writer.getByText(writer.t('pay.next.reviewed')).waitFor()

  await visit(approver, server, new URL(writer.url()).pathname)
  for (const [step, state] of [
    ['approve', 'approved'],
    ['pay', 'paid'],
    ['close', 'closed'],
  ]) {
    await press(approver, approver.t(`pay.do.${step}`))
    await approver.getByText(approver.t(`pay.next.${state}`)).waitFor()
  }

  const payee = await as('seller', '/operations/pay')
  const history = payee.getByRole('region', { name: payee.t('my_pay.history'), exact: true })
  await history.getByRole('table').getByText('Commission').first().click()
  await payee.getByText(payee.t('pay.lines'), { exact: true }).first().waitFor()
  await settled(payee)
  await press(payee, payee.t('pay.dispute'))
  await payee.getByLabel(payee.t('pay.question')).fill('Order 17 was mine as well.')
  await press(payee, payee.t('pay.dispute_send'))
  await payee.getByText(payee.t('pay.disputed')).waitFor()
  assert.equal((await operations.get('/pay-disputes?state=open')).body.items.length, 1)
  await payee.locator('a[href^="/process/orders/"]').first().click()
  await payee.waitForURL((url) => url.pathname.startsWith('/process/orders/'))
  for (const page of [writer, approver, payee]) assert.deepEqual(page.complaints, [])
})
