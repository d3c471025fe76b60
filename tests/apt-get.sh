#!/bin/sh
# Installs Debian packages: as root, or through sudo where it asks for no password.
set -eu
command -v apt-get >/dev/null || { echo "apt-get is not here: install $* by hand" >&2; exit 1; }
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo -n"
$as_root apt-get update -qq
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends "$@" >/dev/null
