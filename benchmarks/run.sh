# shellcheck shell=sh
# Builds this module where it is not built, and runs $main. Read by drive and micro, which say what that and $here are.

home=$here/..
jar=$here/target/startynk-benchmarks.jar

fail() {
  echo "$(basename -- "$0"): $*" >&2
  exit 1
}

find_java() {
  if [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
    [ -x "$java" ] || fail "JAVA_HOME is $JAVA_HOME, but there is no Java in it."
  else
    java=$(command -v java) || fail "There is no Java here. Install a JDK, version 17 or newer, or set JAVA_HOME."
  fi
  version=$("$java" -version 2>&1 | sed -n 's/^[^"]*version "\([0-9]*\).*/\1/p' | head -n 1)
  [ "${version:-0}" -ge 17 ] || fail "$java is version ${version:-unknown}; 17 or newer is needed."
}

is_built() {
  [ -f "$jar" ] || return 1
  newer=$(cd "$home" && find pom.xml ./*/pom.xml ./*/src/main -newer "$jar" -type f | head -n 1)
  [ -z "$newer" ]
}

build() {
  is_built && return
  command -v mvn >/dev/null || fail "There is no Maven here. Install Maven, version 3.8 or newer."
  echo "Building (the first time takes some minutes)..." >&2
  # A build that is cut short must not leave half a jar that looks new.
  trap 'rm -f "$jar"; exit 130' INT TERM
  (cd "$home" && mvn -B -q -ntp -DskipTests -Dspotless.check.skip=true -pl benchmarks -am package) || { rm -f "$jar"; fail "The build failed."; }
  trap - INT TERM
  # Maven leaves a jar alone that would become the same again.
  touch "$jar"
}

find_java
build
exec "$java" -cp "$jar:$here/target/lib/*" "$main" "$@"
