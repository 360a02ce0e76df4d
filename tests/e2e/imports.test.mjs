// The wizard: a file with mistakes goes up, its columns are looked at, a trial tells which rows would be
// refused and why and keeps nothing, the run takes the good rows, and the whole import is taken back.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { enter, leave, openBrowser, openPage, settled, visit } from '../harness/browser.mjs'
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

// Written as a Czech spreadsheet does: semicolons, days first, decimal commas. Lines 22, 23 and 24 cannot be
// taken.
const good = Array.from(
  { length: 20 },
  (_, at) => `X-${at + 1};Harrison & Ellis Hotels plc;${at + 10}.10.2026;EUR;125${at},50`,
)
const orders = `Number;Customer;Booked on;Currency;Turnover
${good.join('\n')}
X-31;Nobody Ever Heard Of;15.10.2026;EUR;10,00
X-32;Harrison & Ellis Hotels plc;31.02.2026;EUR;10,00
X-33;Harrison & Ellis Hotels plc;16.10.2026;EUR;a lot
`
const file = (name, text) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
const count = async (as, text) => (await as.get(`/orders?q=${text}`)).body.items.length

test('a file with mistakes: columns, trial, run, and the way back', async () => {
  const as = await signIn(server, 'operations')
  const page = await openPage(browser)
  const { t } = page
  await enter(page, server, 'operations', '/settings/imports')
  await page
    .getByRole('link', { name: t('imports.new') })
    .first()
    .click()
  await page.locator('input[type=file]').setInputFiles(file('march.csv', orders))
  await page.waitForURL(/settings\/imports\/\d+$/)

  // What was recognised by its name, and the one column that only the user can place.
  const goes = (column) =>
    page.getByRole('combobox', { name: t('imports.goes_to_of').replace('{column}', column), exact: true })
  await goes('Customer').waitFor()
  await settled(page)
  assert.match(await goes('Customer').inputValue(), /^customer/)
  assert.match(await goes('Booked on').inputValue(), /^booked_on/)
  assert.equal(await goes('Turnover').inputValue(), '', 'nobody guesses')
  await goes('Turnover').click()
  const seenAnew = page.waitForResponse((each) => /\/preview/.test(each.url()))
  await page.getByRole('option', { name: 'net_amount' }).click()
  await seenAnew
  await settled(page)
  assert.match(await goes('Turnover').inputValue(), /^net_amount/)

  await page.getByRole('button', { name: t('imports.check'), exact: true }).click()
  await page.getByRole('heading', { name: t('imports.refused_rows') }).waitFor()
  await settled(page)
  const refused = page.getByRole('region', { name: t('imports.refused_rows') })
  for (const [line, column] of [
    ['22', 'Customer'],
    ['23', 'Booked on'],
    ['24', 'Turnover'],
  ]) {
    const row = refused.getByRole('row').filter({ has: page.getByRole('cell', { name: line, exact: true }) })
    assert.match(await row.innerText(), new RegExp(column), `line ${line} says which column`)
  }
  assert.equal(await count(as, 'X-17'), 0, 'the trial keeps nothing')

  await page.getByRole('button', { name: t('imports.run'), exact: true }).click()
  await page.getByRole('button', { name: t('imports.undo') }).waitFor()
  assert.equal(await count(as, 'X-17'), 1)
  assert.equal(await count(as, 'X-31'), 0, 'a refused row is not there')
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: t('imports.download_refused') }).click()
  assert.match((await download).suggestedFilename(), /\.csv$/)

  await page.getByRole('button', { name: t('imports.undo') }).click()
  await page.getByText(t('imports.was_undone')).first().waitFor()
  assert.equal(await count(as, 'X-17'), 0, 'the import is taken back')
  await visit(page, server, '/settings/imports')
  await page.getByText(t('imports.states.undone')).first().waitFor()
  await leave(page)
})

test('a file that is no table is refused in words, and the wizard stays', async () => {
  const page = await openPage(browser)
  await enter(page, server, 'operations', '/settings/imports/new')
  await page.locator('input[type=file]').setInputFiles({
    name: 'picture.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0, 1, 2, 3, 0xff]),
  })
  const said = page.getByRole('alert').first()
  await said.waitFor()
  assert.ok((await said.innerText()).length > 20, 'it says what is wrong')
  assert.doesNotMatch(await said.innerText(), /^[a-z_]+\.[a-z_.]+$/m, 'in words, not as a code')
  await leave(page)
})

test('a seller has no import', async () => {
  const page = await openPage(browser)
  await enter(page, server, 'seller', '/')
  assert.equal(await page.getByRole('link', { name: page.t('imports.title') }).count(), 0)
  await page.goto(`${server.address}/settings/imports`)
  await page.getByRole('alert').waitFor()
  await leave(page)
})
