// Every page that the browser part has, as its features list them, with an address of each: a page that is
// new is here by itself, and one of a record that nobody gave an address fails the tests that ask.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { signIn } from './server.mjs'

const root = 'web/src/features'

/**
 * The patterns of all pages ("/process/orders/$id"), and the addresses of all actions
 * ("/process/orders?new=1").
 */
export function pagesOfFeatures() {
  const pages = []
  const actions = []
  for (const file of readdirSync(root, { recursive: true }).filter((each) =>
    each.endsWith('-feature.ts'),
  )) {
    const text = readFileSync(`${root}/${file}`, 'utf8')
    const listed = [...text.matchAll(/path: '([^']+)',\s+load:/g)].map((each) => each[1])
    assert.equal(listed.length, text.match(/load:/g)?.length ?? 0, `${file} writes a page in another way`)
    pages.push(...listed)
    actions.push(...[...text.matchAll(/path: '([^']+\?[^']+)'/g)].map((each) => each[1]))
  }
  return { pages, actions }
}

/** Who is shown pages that sales operations are not. */
const audience = { '/settings/users': 'admin', '/settings/audit': 'admin' }
const audienceOf = (path) => audience[path.split('?')[0]] ?? 'operations'

/** The address of a record of the demo company for each pattern that has one; `as` may see them all. */
async function recordsOf(as) {
  const first = async (path) => {
    const { status, body } = await as.get(path)
    assert.equal(status, 200, path)
    const row = (body.items ?? body)[0]
    assert.ok(row, `the demo company has nothing under ${path}`)
    return row
  }
  const { person_id: person } = await first('/people?limit=1')
  const { body: draft } = await as.send('POST', '/duty-documents', {
    position_kind: 'specialist',
    title: 'What we expect of a specialist',
    body: 'Knows the product.',
  })
  const { body: begun } = await as.send('POST', '/imports', {})
  const file = 'Number;Customer;Booked on;Currency;Turnover\nX-1;Alder;05.06.2026;EUR;1250,50\n'
  await as.upload(`/imports/${begun.import_id}/files`, 'march.csv', file)
  const period = (await first('/pay-periods')).pay_period_id
  const told = await first(`/pay-periods/${period}/statements`)
  return {
    '/operations/goals/$by/$subject': { by: 'person', subject: person },
    '/operations/pay-disputes/$id': { id: (await first('/pay-disputes?limit=1')).dispute_id },
    '/operations/pay-periods/$id': { id: period },
    '/operations/pay-periods/$id/statements': { id: period },
    '/operations/pay/$id': { id: (await first('/payouts?limit=1')).payout_id },
    '/operations/pay/people/$id': { id: told.person_id },
    '/operations/plans/$id': { id: (await first('/plan-versions?limit=1')).version_id },
    '/operations/statements/$person/$period': { person: told.person_id, period },
    '/operations/structure/duties/$id': { id: draft.document_id - 1 },
    '/operations/structure/duties/$id/edit': { id: draft.document_id },
    '/operations/structure/people/$id': { id: person },
    '/operations/structure/positions/$id': { id: (await first('/positions?limit=1')).position_id },
    '/process/customers/$id': { id: (await first('/customers?limit=1')).customer_id },
    '/process/orders/$id': { id: (await first('/orders?limit=1')).order_id },
    '/process/products/$id': { id: (await first('/products?limit=1')).product_id },
    '/settings/imports/$id': { id: begun.import_id },
  }
}

/** Of what the features do not list by itself: the parts of a page, and the page of somebody else. */
const more = [
  { path: '/operations/structure?tab=people' },
  { path: '/operations/structure?tab=positions' },
  { path: '/operations/structure?tab=teams' },
  { path: '/operations/structure?tab=duties' },
  { path: '/', login: 'seller' },
  { path: '/operations/pay', login: 'seller' },
  { path: '/operations/structure/my-place', login: 'seller' },
  { path: '/', login: 'manager' },
  { path: '/', login: 'admin' },
]

/** An address of every page, action and part, under whom to look at it: [{ path, login }], by login. */
export async function addressesOf(server) {
  const records = await recordsOf(await signIn(server, 'operations'))
  const { pages, actions } = pagesOfFeatures()
  const filled = pages.map((pattern) => {
    if (!pattern.includes('$')) return pattern
    assert.ok(records[pattern], `no address for the page ${pattern}: name a record of it in recordsOf`)
    return pattern.replace(/\$(\w+)/g, (_, name) => records[pattern][name])
  })
  const all = [
    ...[...filled, ...actions].map((path) => ({ path, login: audienceOf(path) })),
    ...more.map(({ path, login }) => ({ path, login: login ?? 'operations' })),
  ]
  const known = new Map(all.map((each) => [`${each.login} ${each.path}`, each]))
  return [...known.values()].sort((a, b) => a.login.localeCompare(b.login))
}
