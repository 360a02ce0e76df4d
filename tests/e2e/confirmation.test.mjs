// What is grave asks "is it you?" when the password was given too long ago, and goes on once it is given.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { after, before, test } from 'node:test'
import { enter, leave, openBrowser, openPage, settled, violations } from '../harness/browser.mjs'
import { demoDatabase, password, signIn, startServer, temporaryFolder } from '../harness/server.mjs'

let server, browser
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

/** As if every password had been given an hour ago: half an hour more than is asked for. */
function age() {
  const said = spawnSync(
    'sqlite3',
    [
      '-cmd',
      '.timeout 5000',
      folder.file('demo.db'),
      'update sessions set confirmed_at = confirmed_at - 3600000',
    ],
    { encoding: 'utf8' },
  )
  assert.equal(said.status, 0, said.stderr)
}

const planText = `plan "Twice"
    for       role salesperson
    currency  EUR
    period    quarter, paid quarterly

measure bookings = amount of order lines credited as owner or split

component "Commission"
    pays 5% of bookings
`

test('a plan is approved only after one has said again who one is', async () => {
  const writer = await signIn(server, 'operations')
  const made = await writer.send('POST', '/plan-versions', {
    name: 'Twice',
    text: planText,
    valid_from: '2026-01-01',
  })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const version = `/plan-versions/${made.body.version_id}`
  const sent = await writer.send('POST', `${version}/submission`, undefined, {
    'If-Match': `"${made.body.version}"`,
  })
  assert.equal(sent.status, 200, JSON.stringify(sent.body))

  const page = await openPage(browser)
  await enter(page, server, 'finance', `/operations/plans/${made.body.version_id}`)
  await settled(page)
  age()
  const approve = page.getByRole('button', { name: page.t('pay.approve'), exact: true }).first()
  const state = async () => (await writer.get(version)).body.state

  // Closing the question leaves everything as it is.
  await approve.click()
  const dialog = page.getByRole('dialog', { name: page.t('frame.confirm.title') })
  await dialog.waitFor()
  await page.waitForTimeout(300)
  assert.deepEqual(await violations(page), [])
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  assert.equal(await state(), 'submitted')

  await approve.click()
  const secret = dialog.getByLabel(page.t('frame.sign_in.password'), { exact: true })
  await secret.fill('not this one')
  await dialog.getByRole('button', { name: page.t('frame.confirm.go') }).click()
  await dialog.getByRole('alert').waitFor()
  assert.equal(await state(), 'submitted')
  await secret.fill(password)
  await dialog.getByRole('button', { name: page.t('frame.confirm.go') }).click()
  await page.locator('header').getByText(page.t('pay.version_states.approved')).first().waitFor()
  assert.equal(await state(), 'approved')
  await leave(page)
})

test('roles are given only after one has said again who one is', async () => {
  const admin = await signIn(server, 'admin')
  const users = (await admin.get('/users')).body.items
  const { user_id, version, roles } = users.find((each) => each.login === 'trainer')
  age()
  const change = (as) =>
    as.send('PATCH', `/users/${user_id}`, { roles: [...roles, 'finance'] }, { 'If-Match': `"${version}"` })
  const refused = await change(admin)
  assert.equal(refused.body.code, 'wire.confirmation_required')
  assert.equal((await admin.send('POST', '/sessions/current/confirmation', { password })).status, 204)
  assert.equal((await change(admin)).status, 200)
})
