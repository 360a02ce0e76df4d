// One's own account: a new password, and a second factor that the next sign-in asks for.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
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

/** The six digits of an authenticator (RFC 6238: SHA-1, 30 seconds) at `now`. */
function codeOf(secret, now = Date.now()) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret.replace(/[\s=]/g, '')].map((each) =>
    letters.indexOf(each).toString(2).padStart(5, '0'),
  )
  const bytes = bits.join('').match(/.{8}/g)
  const key = Buffer.from(bytes.map((each) => Number.parseInt(each, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)))
  const hash = createHmac('sha1', key).update(counter).digest()
  const at = hash[19] & 15
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

async function signInAgain(page, login, secret) {
  await page.context().clearCookies()
  await page.goto(server.address)
  await page.getByLabel(page.t('frame.sign_in.login'), { exact: true }).fill(login)
  await page.getByLabel(page.t('frame.sign_in.password'), { exact: true }).fill(secret)
  await page.getByRole('button', { name: page.t('frame.sign_in.go') }).click()
}

test('a new password: the present one must be right, and the new one opens', async () => {
  const page = await openPage(browser)
  await enter(page, server, 'trainer')
  await page.getByRole('button', { name: /Krzysztof Kamiński/ }).click()
  await page.getByRole('menuitem', { name: page.t('account.title') }).click()
  const field = (name) => page.getByLabel(page.t(`account.${name}`), { exact: true })
  const go = page.getByRole('button', { name: page.t('account.change_password') })
  await field('present_password').fill('not this one')
  await field('new_password').fill('four words are enough')
  await go.click()
  await page.getByRole('alert').waitFor()
  assert.deepEqual(await violations(page), [])
  await field('present_password').fill(password)
  await go.click()
  await page.getByText(page.t('account.password_changed')).waitFor()
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))
  assert.doesNotMatch(kept, /four words/, 'a password is kept nowhere in the browser')

  await signInAgain(page, 'trainer', 'four words are enough')
  await page.getByRole('navigation').first().waitFor()
  await leave(page)
})

test('a second factor is switched on by its first code and asked for at the next sign-in', async () => {
  const page = await openPage(browser)
  await enter(page, server, 'liaison', '/account')
  await settled(page)
  await page.getByRole('button', { name: page.t('account.switch_on') }).click()
  const secret = await page.locator('main pre').innerText()
  await page.getByLabel(page.t('frame.sign_in.code'), { exact: true }).fill('000000')
  await page.getByRole('button', { name: page.t('account.prove') }).click()
  await page.getByRole('alert').waitFor()
  await page
    .getByLabel(page.t('frame.sign_in.code'), { exact: true })
    .fill(codeOf(secret, Date.now() - 30_000))
  await page.getByRole('button', { name: page.t('account.prove') }).click()
  await page.getByRole('region', { name: page.t('account.recovery_codes') }).waitFor()
  await page.getByText(page.t('account.second_factor_on')).waitFor()
  await page.reload()
  await page.getByText(page.t('account.second_factor_on')).waitFor()
  assert.equal(await page.getByText(page.t('account.recovery_about')).count(), 0, 'the codes are shown once')

  await signInAgain(page, 'liaison', password)
  await page.getByText(page.t('frame.sign_in.code_about')).waitFor()
  await page.locator('input[autocomplete="one-time-code"]').first().focus()
  await page.keyboard.type(codeOf(secret))
  await page.getByRole('button', { name: page.t('frame.sign_in.go') }).click()
  await page.getByRole('navigation').first().waitFor()
  await leave(page)
})

test('another session is ended from here, and a token works until it is revoked', async () => {
  const page = await openPage(browser)
  await enter(page, server, 'finance', '/account')
  await settled(page)
  const elsewhere = await signIn(server, 'finance')
  await page.reload()
  await page.getByText(page.t('account.this_device')).waitFor()
  for (let left = 5; left > 0 && (await elsewhere.get('/me')).status === 200; left--) {
    await page
      .getByRole('button', { name: page.t('account.end_session') })
      .first()
      .click()
    await settled(page)
  }
  assert.equal((await elsewhere.get('/me')).status, 401)

  await page.getByLabel(page.t('account.token_name'), { exact: true }).fill('nightly report')
  const orders = page.t('access.permission.order_read')
  await page.getByRole('combobox', { name: page.t('account.token_may') }).fill(orders)
  await page.getByRole('option', { name: orders, exact: true }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: page.t('account.make_token') }).click()
  const secret = await page.locator('main pre').last().innerText()
  const ask = () =>
    fetch(`${server.address}/api/orders?limit=1`, { headers: { authorization: `Bearer ${secret.trim()}` } })
  assert.equal((await ask()).status, 200)
  await page.getByRole('button', { name: page.t('account.revoke') }).click()
  await page.getByText('nightly report').waitFor({ state: 'detached' })
  assert.equal((await ask()).status, 401)
  await leave(page)
})
