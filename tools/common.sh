# Sourced by run, test, dev and the scripts in tools/: where things are, how progress is told, how long commands run.
# The caller is already in the root of the repository.

logs=build/logs
steps=0
SECONDS=0

# step TEXT: announces the next thing that takes time.
step() {
  steps=$((steps + 1))
  printf '[%d] %3d s  %s\n' "$steps" "$SECONDS" "$*"
}

die() {
  printf '%s\n' "$*" >&2
  exit 1
}

# quietly NAME COMMAND...: output goes to a log, of which the last line is shown every ten seconds, and the end when the
# command fails.
quietly() {
  local name=$1 log=$logs/$1.log code=0 watch
  shift
  mkdir -p "$logs"
  : >"$log"
  (while sleep 10; do printf '    %3d s  %.100s\n' "$SECONDS" "$(tail -n 1 "$log")"; done) &
  watch=$!
  "$@" >"$log" 2>&1 </dev/null || code=$?
  kill $watch 2>/dev/null
  wait $watch 2>/dev/null || true
  if [ $code != 0 ]; then
    if [ "$(wc -l <"$log")" -gt 60 ]; then { head -n 15 "$log"; echo ...; tail -n 40 "$log"; } >&2; else cat "$log" >&2; fi
    printf '%s failed; all of its output is in %s\n' "$name" "$log" >&2
    return 1
  fi
}

# stamp_of PATH...: one line that changes when any file below these paths appears, goes or changes.
stamp_of() {
  find "$@" -name node_modules -prune -o -type f -printf '%p %s %T@\n' 2>/dev/null | LC_ALL=C sort | sha256sum
}

# compile TARGET...: builds with ninja; away from a terminal it shows every twentieth part and all warnings.
compile() {
  if [ -t 1 ]; then
    NINJA_STATUS='    %f/%t, %e s  ' ninja -C build "$@"
    return
  fi
  set -o pipefail
  ninja -C build "$@" | awk '
    /^(ninja: (no work|Entering)|-- GLOB mismatch)/ { next }
    match($0, /^\[[0-9]+\/[0-9]+\]/) {
      split(substr($0, 2, RLENGTH - 2), part, "/")
      if (part[2] < 20 || int(part[1] * 20 / part[2]) > shown || part[1] == 1) { print "    " $0; fflush() }
      shown = int(part[1] * 20 / part[2])
      next
    }
    { print; fflush() }'
}
