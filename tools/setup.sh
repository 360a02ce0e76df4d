# Sourced: installs what is missing of packages.txt and, where Node.js is too old, a newer one into .tools/.
# Nothing here names a registry or a mirror: apt and npm use the machine's own configuration.

node_wanted=20.19.0

# packages_of GROUP...: their names, one a line.
packages_of() {
  local group
  for group; do awk -v group="$group" '$1 == group { print $2 }' packages.txt; done
}

# packages_missing NAME...: those that are not installed.
packages_missing() {
  command -v dpkg-query >/dev/null || { printf '%s\n' "$@"; return; }
  local installed
  installed=$(dpkg-query -W -f='${db:Status-Status} ${binary:Package}\n' "$@" 2>/dev/null |
    sed -n 's/^installed \([^:]*\).*/\1/p' | LC_ALL=C sort -u)
  LC_ALL=C comm -23 <(printf '%s\n' "$@" | LC_ALL=C sort -u) <(printf '%s\n' "$installed")
}

# install_packages GROUP...: as root, or through sudo; otherwise says what to install.
install_packages() {
  local missing as_root=()
  mapfile -t missing < <(packages_missing $(packages_of "$@"))
  [ ${#missing[@]} -gt 0 ] || return 0
  local by_hand="apt-get install --no-install-recommends ${missing[*]}"
  command -v apt-get >/dev/null || die "This is not a Debian system. Colonnade is built on Debian 12; it wants: ${missing[*]}"
  if [ "$(id -u)" != 0 ]; then
    if sudo -n true 2>/dev/null || { [ -t 0 ] && command -v sudo >/dev/null; }; then
      as_root=(sudo)
    else
      die "These packages are missing and may not be installed from here (neither root nor sudo). As root, run:
  $by_hand"
    fi
  fi
  step "Installing ${#missing[@]} Debian packages (${*}): ${missing[*]}"
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Dpkg::Use-Pty=0)
  quietly apt-update "${apt[@]}" update || die "The package lists could not be fetched."
  quietly apt-install "${apt[@]}" install --no-install-recommends "${missing[@]}" ||
    die "The packages could not be installed. By hand, as root:
  $by_hand"
}

# node_is_current: a Node.js of $node_wanted or newer, and npm, are on the path.
node_is_current() {
  command -v npm >/dev/null && command -v node >/dev/null || return 1
  local have
  have=$(node --version) && [ "$(printf '%s\n' "v$node_wanted" "$have" | sort -V | head -n 1)" = "v$node_wanted" ]
}

# use_node: puts the Node.js of .tools/ first on the path where there is one.
use_node() {
  if [ -x .tools/node/bin/node ]; then PATH=$PWD/.tools/node/bin:$PATH; fi
}

# set_up_node: a Node.js new enough for the browser part, taken from npm where Debian's is too old.
set_up_node() {
  use_node
  if node_is_current; then return 0; fi
  install_packages node
  local machine
  case $(uname -m) in
    x86_64) machine=x64 ;;
    aarch64) machine=arm64 ;;
    *) die "Node.js $node_wanted or newer is wanted on the path; npm has none for $(uname -m)." ;;
  esac
  step "Fetching Node.js into .tools/ ($(node --version) is older than v$node_wanted)"
  mkdir -p .tools/node/bin
  cp tools/node/package.json tools/node/package-lock.json .tools/node/
  quietly npm-node npm ci --prefix .tools/node --no-audit --no-fund || die "Node.js could not be fetched."
  local modules=.tools/node/node_modules
  ln -sfn "../../../$modules/node-linux-$machine/bin/node" .tools/node/bin/node
  ln -sfn "../../../$modules/npm/bin/npm-cli.js" .tools/node/bin/npm
  ln -sfn "../../../$modules/npm/bin/npx-cli.js" .tools/node/bin/npx
  use_node
  hash -r
  node_is_current || die "The Node.js fetched into .tools/ does not start."
}

# install_modules FOLDER: `npm ci` where the lock file changed since the last one.
install_modules() {
  local folder=$1 stamp=$1/node_modules/.lock-of-these
  [ -f "$folder/package-lock.json" ] || return 0
  if [ -f "$stamp" ] && cmp -s "$folder/package-lock.json" "$stamp"; then return 0; fi
  set_up_node
  step "Fetching the npm packages of $folder/"
  quietly "npm-${folder//\//-}" npm ci --prefix "$folder" --no-audit --no-fund ||
    die "The npm packages of $folder/ could not be fetched."
  cp "$folder/package-lock.json" "$stamp"
}

# set_up GROUP...: everything that building, serving and (with the group test) testing want.
set_up() {
  install_packages "$@"
  set_up_node
  install_modules web
  local group
  for group; do
    if [ "$group" = test ]; then
      install_modules tools/api_lint
      # The tests outside web/ find playwright-core and axe-core where web/ has them.
      [ ! -d tests ] || [ -e tests/node_modules ] || ln -s ../web/node_modules tests/node_modules
    fi
  done
}
