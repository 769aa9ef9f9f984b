# shellcheck shell=sh
# Shared by the scripts of this folder: the Debian packages that building needs, and build folders.
# Plain POSIX sh, to be sourced.

packages='gcc g++ meson ninja-build pkg-config python3'
packages="$packages libxapian-dev libicu-dev libjansson-dev libcsv-dev libcmocka-dev zlib1g-dev"
packages="$packages libxml2-dev libdeflate-dev libzstd-dev libarchive-dev libgmime-3.0-dev libpoppler-glib-dev"
packages="$packages gettext wngerman hunspell-de-de mythes-de"

fail() {
    printf '%s: %s\n' "$0" "$*" >&2
    exit 1
}

# Runs a command and shows its output only where it fails.
quietly() {
    if ! quiet_output=$("$@" 2>&1); then
        printf '%s\n' "$quiet_output" >&2
        fail "'$*' failed"
    fi
}

missing_packages() {
    for package in $packages; do
        # shellcheck disable=SC2016 # dpkg-query expands it
        case $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) in
        *' ok installed') ;;
        *) printf '%s ' "$package" ;;
        esac
    done
}

# Installs what is missing of $packages; does nothing, and needs no rights, where all is there.
need_packages() {
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        fail "no apt-get here; install what Debian calls" "$packages" \
            "and build with: meson setup build && ninja -C build"
    fi
    missing=$(missing_packages)
    [ -n "$missing" ] || return 0
    become_root=
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null ||
            fail "only root can install packages and there is no sudo; as root: apt-get install" \
                "$missing"
        become_root=sudo
    fi
    printf 'Installing %s\n' "$missing"
    quietly $become_root env DEBIAN_FRONTEND=noninteractive apt-get update
    # shellcheck disable=SC2086 # words of a list
    quietly $become_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y --no-install-recommends $missing
}

# configure FOLDER [OPTION...]: sets up a build folder, or gives an existing one these options.
configure() {
    if [ ! -f "$1/build.ninja" ]; then
        quietly meson setup "$@"
    elif [ $# -gt 1 ]; then
        quietly meson configure "$@"
    fi
}
