# Sourced after common.sh and setup.sh: the browser part and the program, each built only when something changed.

# web_stamp: changes with any source of the browser part.
web_stamp() {
  stamp_of web/src web/public web/index.html web/package-lock.json web/vite.config.ts web/tsconfig.json locales
}

# web_is_current: web/dist is what the sources make.
web_is_current() {
  [ -f web/dist/index.html ] && [ "$(cat build/web.stamp 2>/dev/null)" = "$(web_stamp)" ]
}

# build_web: web/dist, where it is not current.
build_web() {
  if [ ! -f web/package.json ] || web_is_current; then return 0; fi
  local stamp
  stamp=$(web_stamp)
  step "Building the browser part"
  quietly web-build npm --prefix web run build || die "The browser part does not build."
  mkdir -p build
  printf '%s\n' "$stamp" >build/web.stamp
}

# configure [OPTION...]: writes build/build.ninja where there is none or an option differs from the cache.
configure() {
  local option wanted=()
  [ -f build/build.ninja ] || wanted=("$@")
  for option; do
    grep -qx -- "${option#-D}" <(sed 's/:[A-Z]*=/=/' build/CMakeCache.txt 2>/dev/null) || wanted+=("$option")
  done
  [ ${#wanted[@]} -gt 0 ] || return 0
  step "Configuring"
  quietly configure cmake -S . -B build -G Ninja "$@" || die "The build could not be configured."
}

# build_program: build/colonnade.
build_program() {
  [ -f build/build.ninja ] || configure -DCOLONNADE_TESTS=OFF
  step "Building the program (build/colonnade)"
  compile colonnade || die "The program does not build."
}

# build_all: the program with the browser part inside. Where both are to be built, what the browser part wants is
# fetched and built beside the compiler's work.
build_all() {
  if [ ! -f web/package.json ] || web_is_current; then
    build_program
    return
  fi
  local log=$logs/web.log web
  mkdir -p "$logs"
  step "Setting up and building the browser part, beside what follows"
  (set_up_node && install_modules web && build_web) >"$log" 2>&1 </dev/null &
  web=$!
  build_program
  wait $web || { cat "$log" >&2; die "The browser part could not be built."; }
  build_program
}

# build_tests: the program and every test.
build_tests() {
  configure -DCOLONNADE_TESTS=ON
  step "Building the program and the tests"
  compile || die "The program or a test does not build."
}
