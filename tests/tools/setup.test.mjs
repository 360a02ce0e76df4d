// The set-up asks only for what is missing, and where it may not install, says what and how.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

const folder = mkdtempSync(join(tmpdir(), 'colonnade-setup-'))
after(() => rmSync(folder, { recursive: true }))

// Stands in for a command of the machine.
function command(name, script) {
  writeFileSync(join(folder, name), `#!/bin/bash\n${script}\n`)
  chmodSync(join(folder, name), 0o755)
}

// Runs lines of bash with the set-up's functions, the commands above and those of the machine.
function bash(lines) {
  const script = `set -eu; . tools/common.sh; . tools/setup.sh; logs=${folder}/logs; ${lines}`
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script], {
    encoding: 'utf8',
    env: { ...process.env, PATH: `${folder}:${process.env.PATH}` },
  })
  return { status, stdout, stderr }
}

test('every line of the list has a group, a package and a reason', () => {
  const { stdout } = bash(`awk '!/^#/ && NF && (NF < 3 || $1 !~ /^(serve|node|test)$/)' packages.txt`)
  assert.equal(stdout, '')
})

test('a package that is installed is not asked for', () => {
  command('dpkg-query', `echo 'installed cmake'; echo 'installed libc6:amd64'; echo 'config-files mold'`)
  assert.equal(bash('packages_missing cmake libc6 mold ninja-build').stdout, 'mold\nninja-build\n')
})

test('neither root nor sudo: nothing is run, and the missing packages and the command are named', () => {
  command('dpkg-query', `awk '$1 == "serve" && $2 != "mold" { print "installed " $2 }' packages.txt`)
  command('id', 'echo 1000')
  command('sudo', 'exit 1')
  command('apt-get', 'echo installed behind our back; exit 0')
  const { status, stdout, stderr } = bash('install_packages serve')
  assert.equal(status, 1)
  assert.equal(stdout, '')
  assert.match(stderr, /apt-get install --no-install-recommends mold\n/)
})

test('as root, exactly what is missing is installed', () => {
  command('id', 'echo 0')
  command('apt-get', `echo "$@" >>${folder}/asked`)
  const { status, stdout } = bash('install_packages serve && cat ' + join(folder, 'asked'))
  assert.equal(status, 0)
  assert.match(stdout, /Installing 1 Debian packages/)
  assert.match(stdout, /install --no-install-recommends mold\n$/)
})

test('Node.js is current from 20.19 on', () => {
  const versions = [['v18.20.4', false], ['v20.18.9', false], ['v20.19.0', true], ['v22.1.0', true]]
  for (const [version, current] of versions) {
    command('node', `echo ${version}`)
    assert.equal(bash('node_is_current').status === 0, current, version)
  }
  rmSync(join(folder, 'node'))
})

test('a changed, new or removed file changes the stamp', () => {
  const { stdout } = bash(`
    mkdir -p ${folder}/src; stamp_of ${folder}/src; stamp_of ${folder}/src
    echo a >${folder}/src/a; stamp_of ${folder}/src
    echo ab >${folder}/src/a; stamp_of ${folder}/src
    rm ${folder}/src/a; stamp_of ${folder}/src`)
  const [empty, again, one, changed, removed] = stdout.trim().split('\n')
  assert.equal(again, empty)
  assert.equal(new Set([empty, one, changed]).size, 3)
  assert.equal(removed, empty)
})
