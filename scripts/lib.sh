# shellcheck shell=bash
# lib.sh - what scripts/profile and scripts/test share: set up the machine, build when something changed.
# Sourced with `root` set to the repository's folder. Nothing runs at that point; a test may replace the variables below.

: "${root:?lib.sh wants root: the folder of the repository}"
os_release=/etc/os-release
user_id=$EUID
minimum_swift=6.2
build_folder=$root/.build
# The toolchain's lld: it keeps no symbol for others to link with, and equal functions once, which saves 1.5 MB.
build_flags=(--package-path "$root" --configuration release --static-swift-stdlib
  -Xswiftc -use-ld=lld -Xlinker --no-export-dynamic -Xlinker --icf=safe)
programs=(profile profile-host)

say() { printf 'profile: %s\n' "$*" >&2; }

# fail STATUS TEXT... - say why and what to do, and end.
fail() {
  local status=$1
  shift
  say "$@"
  exit "$status"
}

# have NAME... - are all of these programs in PATH? (command -v with several names is content with one.)
have() {
  local name
  for name in "$@"; do command -v "$name" >/dev/null || return; done
}

# ---- The machine -------------------------------------------------------------------------------

# Debian, Ubuntu, and what calls itself like them.
is_debian_like() {
  local line value
  [[ -r $os_release ]] || return 1
  while IFS= read -r line; do
    [[ $line == ID=* || $line == ID_LIKE=* ]] || continue
    value=${line#*=}
    value=${value//[\"\']/}
    [[ " $value " == *" debian "* || " $value " == *" ubuntu "* ]] && return 0
  done <"$os_release"
  return 1
}

# A toolchain from an archive comes without the libraries that its own programs load.
toolchain_libraries() {
  local programs
  programs=$(dirname "$(readlink -f "$(command -v swift)")")
  ldd "$programs"/{swift-build,swift-frontend,clang} 2>/dev/null | sed -n 's/^[[:space:]]*\([^ ]*\) => not found.*/\1/p' | sort -u
}

# package_of SONAME - the Debian package of a library that Swift's programs load.
package_of() {
  case $1 in
    libcurl.so.*) echo libcurl4 ;;
    libedit.so.*) echo libedit2 ;;
    libncurses*.so.6) echo libncurses6 ;;
    libsqlite3.so.0) echo libsqlite3-0 ;;
    libstdc++.so.6) echo libstdc++6 ;;
    libtinfo.so.6) echo libtinfo6 ;;
    libuuid.so.1) echo libuuid1 ;;
    libxml2.so.2) echo libxml2 ;;
    libz.so.1) echo zlib1g ;;
  esac
}

# The Debian packages that building needs and that are not installed, one per line.
# One call of dpkg-query answers for all of them. Any version of libstdc++ serves; g++ is what brings one.
missing_packages() {
  local installed
  installed=$(dpkg-query --show --showformat '${db:Status-Status} ${Package}\n' \
    libnuma-dev pkg-config pkgconf git ca-certificates binutils libc6-dev 'libstdc++-*-dev' 2>/dev/null) || true
  has() { [[ $'\n'$installed$'\n' == *$'\n'"installed "$1$'\n'* ]]; }
  has libnuma-dev || echo libnuma-dev
  has pkg-config || has pkgconf || echo pkg-config
  has git || echo git
  has ca-certificates || echo ca-certificates
  has binutils || echo binutils
  has libc6-dev || echo libc6-dev
  has 'libstdc++-*-dev' || echo g++
  local library
  for library in $(toolchain_libraries); do package_of "$library"; done
}

as_root() {
  if ((user_id == 0)); then "$@"; else sudo "$@"; fi
}

# On Debian and Ubuntu: install what is missing and say so. Elsewhere: name it and stop.
ensure_packages() {
  if is_debian_like && have apt-get dpkg-query; then
    install_missing_packages
  elif ! other_distribution_is_ready; then
    fail 69 "this is neither Debian nor Ubuntu, so nothing is installed for you. Please install: libnuma with its" \
      "headers (libnuma-dev on Debian, numactl-devel on Fedora, numactl on Arch), pkg-config, git, CA certificates," \
      "and a C and C++ toolchain with libstdc++ (g++). Then run this again."
  fi
}

other_distribution_is_ready() {
  have git pkg-config c++ && pkg-config --exists numa
}

install_missing_packages() {
  local packages
  mapfile -t packages < <(missing_packages)
  ((${#packages[@]} > 0)) || return 0
  if ((user_id != 0)) && ! have sudo; then
    fail 69 "missing packages: ${packages[*]}. This user is not root and there is no sudo;" \
      "as root, run: apt-get install ${packages[*]}"
  fi
  say "installing ${packages[*]} with apt-get$( ((user_id == 0)) || echo ' (through sudo)')"
  apt_get update || say "apt-get update failed; trying with the package lists that are here"
  apt_get install --yes --no-install-recommends "${packages[@]}" ||
    fail 69 "could not install ${packages[*]} (apt-get's reason stands above);" \
      "install them by hand, then run this again"
}

# gnuplot draws the report's pictures; nobody is kept from measuring for lack of it.
ensure_gnuplot() {
  ! have gnuplot || return 0
  if is_debian_like && have apt-get && { ((user_id == 0)) || have sudo; }; then
    say "installing gnuplot-nox with apt-get, which draws the report's pictures"
    apt_get update || true
    ! apt_get install --yes --no-install-recommends gnuplot-nox || return 0
  fi
  say "there will be no pictures: gnuplot is not installed (package gnuplot-nox on Debian and Ubuntu, gnuplot" \
    "elsewhere). Everything else works."
}

# stdout belongs to the program that is run in the end, stdin too.
apt_get() {
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get -o DPkg::Lock::Timeout=300 --quiet=2 "$@" </dev/null >&2
}

# ---- The toolchain -----------------------------------------------------------------------------

require_swift() {
  have swift ||
    fail 69 "no swift in PATH. Install Swift $minimum_swift or later from https://www.swift.org/install/linux/" \
      "and put its usr/bin into PATH, then run this again"
}

# After ensure_packages: a toolchain may need some of them to start at all.
require_swift_version() {
  local version found
  version=$(swift --version 2>&1) ||
    fail 69 "'swift --version' fails, so this toolchain cannot be used: $version"
  [[ $version =~ Swift\ version\ ([0-9]+)\.([0-9]+) ]] || return 0
  found=${BASH_REMATCH[1]}.${BASH_REMATCH[2]}
  if ((BASH_REMATCH[1] * 1000 + BASH_REMATCH[2] < ${minimum_swift%.*} * 1000 + ${minimum_swift#*.})); then
    fail 69 "Swift $found is too old: Swift $minimum_swift or later is needed" \
      "(https://www.swift.org/install/linux/)"
  fi
}

# ---- The build ---------------------------------------------------------------------------------

# Name, time and size of everything that the build reads: a changed, added, renamed or deleted file shows, and so does
# another toolchain (swiftly chooses one by its configuration, so that counts too).
describe_inputs() {
  local swift
  swift=$(command -v swift) || true
  find -H "$root/Package.swift" "$root/Sources" "$root/scripts/lib.sh" "${swift:-/swift}" \
    "$root/.swift-version" "${SWIFTLY_HOME_DIR:-${HOME-}/.local/share/swiftly}/config.json" \
    -printf '%p %T@ %s\n' 2>/dev/null || true
}

# The same for what the build made and for the libraries that it loads: a checkout that is carried to
# another machine together with its .build is set up there. `products` is filled by list_products.
describe_products() {
  find -H "$@" -printf '%p %T@ %s\n' 2>/dev/null || true
}

list_products() {
  local paths=("${programs[@]/#/$build_folder/release/}")
  printf '%s\n' "${paths[@]}"
  ldd "${paths[@]}" 2>/dev/null | sed -n 's|^.* => \(/[^ ]*\) (.*|\1|p' | sort -u
}

# True when nothing has changed since the last build. The stamp holds: the products, a blank line, what
# describe_products and describe_inputs said.
is_current() {
  local stamp=$build_folder/profile.stamp recorded products
  [[ -r $stamp ]] || return 1
  recorded=$(<"$stamp")
  mapfile -t products <<<"${recorded%%$'\n\n'*}"
  [[ ${recorded#*$'\n\n'} == "$(describe_products "${products[@]}")"$'\n'"$(describe_inputs)" ]]
}

# Builds the release binaries unless they are current. The lock makes a second caller wait for the first one's build
# instead of starting another; it is released before the program runs.
ensure_built() {
  is_current && return 0
  mkdir -p "$build_folder"
  (
    if ! flock --nonblock 9; then
      say "waiting for another build of this checkout"
      flock 9
    fi
    is_current || build_now
  ) 9>"$build_folder/profile.lock" || exit
}

# Runs with the lock held (descriptor 9), which no child may keep.
build_now() {
  local inputs products
  require_swift
  ensure_packages 9>&-
  ensure_gnuplot 9>&-
  require_swift_version
  inputs=$(describe_inputs)
  build_quietly || fail 70 "the build failed (its reason stands above)"
  products=$(list_products)
  mapfile -t paths <<<"$products"
  printf '%s\n\n%s\n%s\n' "$products" "$(describe_products "${paths[@]}")" "$inputs" >"$build_folder/profile.stamp.new"
  mv "$build_folder/profile.stamp.new" "$build_folder/profile.stamp"
}

# A build that has nothing to say for two seconds says nothing; a longer or a failing one shows all its lines.
build_quietly() {
  {
    local status=0
    swift build "${build_flags[@]}" </dev/null 2>&1 9>&- || status=$?
    echo "build status $status"
  } | relay_when_slow 2
}

# relay_when_slow SECONDS - stdin to stderr, held back at first; returns the status that the last line carries.
relay_when_slow() {
  local started=$SECONDS shown=false line held=()
  while IFS= read -r line; do
    if [[ $line == "build status "* ]]; then
      ((${line##* } == 0)) || printf '%s\n' "${held[@]}" >&2
      return "${line##* }"
    fi
    held+=("$line")
    if $shown || ((SECONDS - started >= $1)); then
      shown=true
      printf '%s\n' "${held[@]}" >&2
      held=()
    fi
  done
  return 70
}
