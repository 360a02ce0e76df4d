// Two people on one record, one's own language and colours, and the very first day of a company.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { enter, leave, openBrowser, openPage, settled, violations, visit } from '../harness/browser.mjs'
import { demoDatabase, signIn, startServer, temporaryFolder } from '../harness/server.mjs'

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

test('a stale write is refused: nothing typed is lost, and the other’s change stays', async () => {
  const as = await signIn(server, 'operations')
  const { body: list } = await as.get('/customers?limit=1')
  const id = list.items[0].customer_id
  const mine = await openPage(browser)
  await enter(mine, server, 'operations', `/process/customers/${id}`)
  await settled(mine)
  await mine.keyboard.press('e')
  const form = mine.getByRole('dialog')
  await form.getByLabel(mine.t('customers.industry'), { exact: true }).fill('Lighthouses')

  // Meanwhile, elsewhere.
  const read = await as.get(`/customers/${id}`)
  const wrote = await as.send(
    'PATCH',
    `/customers/${id}`,
    { city: 'Ostrava' },
    { 'if-match': `"${read.body.version}"` },
  )
  assert.equal(wrote.status, 200)

  await form.getByRole('button', { name: mine.t('shared.save') }).click()
  await form.getByRole('alert').waitFor()
  assert.match(
    await form.getByRole('alert').innerText(),
    new RegExp(mine.t('shared.form.stale').slice(0, 30)),
  )
  assert.equal(
    await form.getByLabel(mine.t('customers.industry'), { exact: true }).inputValue(),
    'Lighthouses',
  )
  const now = (await as.get(`/customers/${id}`)).body
  assert.equal(now.city, 'Ostrava')
  assert.notEqual(now.industry, 'Lighthouses')
  await leave(mine)
})

test('language and colours are chosen in the bar and are there again after the next sign-in', async () => {
  const page = await openPage(browser)
  await enter(page, server, 'finance')
  await settled(page)
  const kept = (what) =>
    page.waitForResponse(
      (each) => each.url().endsWith('/api/me') && each.request().postData()?.includes(what),
    )
  await page.getByRole('button', { name: page.t('frame.theme.title'), exact: true }).click()
  await Promise.all([kept('dark'), page.getByRole('menuitem', { name: page.t('frame.theme.dark') }).click()])
  await page.waitForFunction(() => document.documentElement.dataset.mantineColorScheme === 'dark')
  await page.getByRole('button', { name: page.t('frame.language'), exact: true }).click()
  await Promise.all([kept('fa'), page.getByRole('menuitem', { name: 'فارسی' }).click()])
  await page.waitForFunction(
    () => document.documentElement.dir === 'rtl' && document.documentElement.lang.startsWith('fa'),
  )
  await page.context().close()

  const next = await browser.newContext({ locale: 'en', colorScheme: 'light' })
  const again = await next.newPage()
  const as = await signIn(server, 'finance')
  const [name, value] = as.cookie.split(/=(.*)/)
  await next.addCookies([{ name, value, url: server.address }])
  await again.goto(server.address)
  await again.waitForFunction(() => document.documentElement.dir === 'rtl')
  await again.waitForFunction(() => document.documentElement.dataset.mantineColorScheme === 'dark')
  await next.close()
})

test('the first day: the link of an empty database makes a company and its administrator, once', async () => {
  const empty = await startServer(`sqlite:${folder.file('empty.db')}`)
  try {
    const page = await openPage(browser)
    let link = null
    for (let tries = 0; !link && tries < 50; tries++) {
      link = /http:\S+\/setup\?token=\S+/.exec(empty.output())
      await page.waitForTimeout(100)
    }
    assert.ok(link, 'the first start prints a link')
    const fill = (name, text) => page.getByLabel(page.t(`frame.setup.${name}`), { exact: true }).fill(text)
    await page.goto(link[0])
    await page.getByRole('heading', { name: page.t('frame.setup.title') }).waitFor()
    assert.deepEqual(await violations(page), [])
    await fill('company', 'Harbour & Co')
    await fill('currency', 'EUR')
    await fill('name', 'Ida Holm')
    await fill('login', 'ida')
    await fill('password', 'a sentence is easiest')
    await page.getByRole('button', { name: page.t('frame.setup.go') }).click()
    await page.getByRole('navigation').first().getByText('Harbour & Co').waitFor()
    await settled(page)
    // Every page of an empty company invites, and none breaks.
    const hrefs = await page
      .getByRole('navigation')
      .first()
      .locator('a')
      .evaluateAll((all) => all.map((each) => each.getAttribute('href')))
    for (const href of new Set(hrefs)) {
      await visit(page, empty, href)
      assert.equal(await page.getByText(page.t('shared.problem.title')).count(), 0, href)
    }
    await leave(page)

    const second = await openPage(browser)
    await second.goto(link[0])
    await second.getByRole('alert').waitFor()
    await leave(second)
  } finally {
    await empty.stop()
  }
})
