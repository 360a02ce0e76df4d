// What is expected of a position, from its first draft to "I have read this": by the words on the screen.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  enter,
  leave,
  openBrowser,
  openPage,
  phone,
  settled,
  violations,
  visit,
} from '../harness/browser.mjs'
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

const heading = (page, name) => page.getByRole('heading', { level: 1, name }).waitFor()
const press = (page, key, within = page) =>
  within.getByRole('button', { name: page.t(key), exact: true }).click()
const follow = (page, key, within = page) =>
  within.getByRole('link', { name: page.t(key), exact: true }).click()

/** Writes a document as operations does, and leaves the page on its draft. */
async function write(page, title, body) {
  await page.getByLabel(page.t('duties.heading'), { exact: true }).fill(title)
  await page.getByLabel(page.t('duties.text'), { exact: true }).fill(body)
  await press(page, 'duties.save')
  await heading(page, title)
}

async function publish(page) {
  await press(page, 'duties.publish')
  await press(page, 'duties.publish', page.getByRole('dialog'))
  await page.getByText(page.t('duties.states.in_force'), { exact: true }).first().waitFor()
}

test('operations publishes, a seller acknowledges from Home, operations sees it done', async () => {
  const title = 'What a seller of lamps does'
  const office = await openPage(browser)
  await enter(office, server, 'operations', '/operations/structure?tab=duties')
  await settled(office)
  await follow(office, 'duties.new')
  await heading(office, office.t('duties.new'))
  await office.getByText(office.t('duties.who_kind_about')).waitFor()
  await office
    .getByLabel(office.t('duties.text'), { exact: true })
    .fill('## Each week\n- **Eight** visits\n<b>no markup</b>')
  const preview = office.getByRole('region', { name: office.t('duties.preview') })
  await preview.getByRole('heading', { name: 'Each week' }).waitFor()
  assert.equal(await preview.locator('li strong').innerText(), 'Eight')
  assert.match(await preview.innerText(), /<b>no markup<\/b>/, 'HTML stays text')
  await press(office, 'duties.save')
  await office.getByText(office.t('shared.form.required')).waitFor() // the title is missing

  // What was typed is there again after the window was closed.
  await office.waitForTimeout(500)
  await office.reload()
  await office.getByText(office.t('shared.form.discard')).waitFor()
  await office.getByLabel(office.t('duties.heading'), { exact: true }).fill(title)
  assert.match(await office.getByLabel(office.t('duties.text'), { exact: true }).inputValue(), /Eight/)
  await press(office, 'duties.save')
  await heading(office, title)
  await office.getByText(office.t('duties.is_draft')).waitFor()

  // A draft is nobody's yet.
  const seller = await openPage(browser, { size: phone })
  await enter(seller, server, 'seller')
  await settled(seller)
  assert.equal(await seller.getByRole('link', { name: title }).count(), 0)
  await visit(seller, server, new URL(office.url()).pathname)
  await seller.getByRole('alert').waitFor()

  await publish(office)
  const name = (await (await signIn(server, 'seller')).get('/me/place')).body.person.name
  const row = office.getByRole('row').filter({ hasText: name })
  assert.match(await row.innerText(), new RegExp(office.t('duties.holder_states.outstanding')))

  await visit(seller, server, '/')
  await seller.getByRole('link', { name: title }).click()
  await heading(seller, title)
  await press(seller, 'structure.acknowledge')
  await seller
    .getByText(/Acknowledged/)
    .first()
    .waitFor()
  assert.deepEqual(await violations(seller), [])
  await visit(seller, server, '/')
  assert.equal(await seller.getByRole('link', { name: title }).count(), 0)
  await leave(seller)

  await office.reload()
  await settled(office)
  assert.doesNotMatch(await row.innerText(), new RegExp(office.t('duties.holder_states.outstanding')))
  await leave(office)
})

test('a manager follows those below and nobody else, by team and by document', async () => {
  const page = await openPage(browser)
  await enter(page, server, 'manager', '/operations/structure/duties/outstanding')
  await settled(page)
  const as = await signIn(server, 'manager')
  const below = (await as.get('/duty-holders?state=outstanding&limit=200')).body.items
  const all = (await (await signIn(server, 'operations')).get('/duty-holders?state=outstanding&limit=200'))
    .body.items
  assert.ok(below.length > 0 && below.length < all.length)
  const rows = () => page.getByRole('row').count()
  assert.equal(await rows(), below.length + 1)

  const team = below.find((each) => each.team).team
  const expected = below.filter((each) => each.team?.team_id === team.team_id).length
  await visit(
    page,
    server,
    `/operations/structure/duties/outstanding?f.team=${team.team_id}&group=document`,
  )
  await page.getByText(team.name, { exact: true }).first().waitFor()
  const named = page.getByRole('row').filter({ hasText: team.name })
  assert.equal(await named.count(), expected)
  await leave(page)
})

test('a next version replaces the former, which stays to be read, and is acknowledged anew', async () => {
  const as = await signIn(server, 'operations')
  const made = await as.send('POST', '/duty-documents', {
    position_kind: 'liaison_finance',
    title: 'Between sales and finance',
    body: 'First.',
  })
  const first = `/operations/structure/duties/${made.body.document_id}`
  const page = await openPage(browser)
  await enter(page, server, 'operations', first)
  await settled(page)
  await publish(page)
  await follow(page, 'duties.next')
  await write(page, 'Between sales and finance', 'Second.')
  assert.notEqual(new URL(page.url()).pathname, first)
  await publish(page)
  await settled(page)
  await page.getByRole('link', { name: '1', exact: false }).filter({ hasText: 'Version' }).click()
  await page.getByText('First.').waitFor()
  await page.getByText(page.t('duties.states.replaced'), { exact: true }).first().waitFor()
  assert.equal(await page.getByRole('button', { name: page.t('duties.publish') }).count(), 0)

  const finance = await openPage(browser)
  await enter(finance, server, 'finance')
  await settled(finance)
  await finance.getByRole('link', { name: 'Between sales and finance' }).click()
  await finance.getByText('Second.').waitFor()
  await leave(finance)
  await leave(page)
})

test('from the org chart to a position without a holder, and to what is expected of it', async () => {
  const page = await openPage(browser)
  await enter(page, server, 'operations', '/operations/structure')
  await settled(page)
  const vacant = (await (await signIn(server, 'operations')).get('/org-chart')).body.vacant[0]
  await page.getByRole('link', { name: vacant.title, exact: true }).first().click()
  await heading(page, vacant.title)
  await page.getByText(page.t('duties.is_vacant')).waitFor()
  await page.getByRole('link', { name: 'How we work at Halden Lighting' }).click()
  await heading(page, 'How we work at Halden Lighting')
  await leave(page)
})
