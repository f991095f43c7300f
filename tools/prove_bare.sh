#!/bin/sh
# Proves that `make run` and `make test` need nothing but python3 and make:  tools/prove_bare.sh [--quick] [--suite NAME]
#
# As root and with debootstrap: a minimal Debian (or Ubuntu, from this machine's own package source) in a temporary
# folder, with python3, make and ca-certificates added; an unprivileged user there runs `make run` from nothing, the
# time to the first page is taken, the server is stopped as Ctrl-C does, and `make test` follows (--quick: only what
# it installs). Without root or debootstrap: an empty folder of commands with a Python that has no pip and no
# ensurepip. In both, pip reaches the packages as it does on this machine: its settings come along.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
quick='' suite=''
while [ $# -gt 0 ]; do
    case $1 in
        --quick) quick=1 ;;
        --suite) suite=$2; shift ;;
        *) sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 2 ;;
    esac
    shift
done

limit=60
work=$(mktemp -d)
bare=$work/bare
server=''
clean() {
    if [ -n "$server" ]; then
        kill -KILL "-$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    for mount in dev proc; do
        # Lazily when something still holds it: what matters is that it is out of the way before the folder goes.
        ! mountpoint -q "$bare/$mount" || umount "$bare/$mount" 2>/dev/null || umount --lazy "$bare/$mount"
        ! mountpoint -q "$bare/$mount" || { echo "prove_bare: still mounted: $bare/$mount" >&2; exit 1; }
    done
    rm -rf --one-file-system "$work"
}
trap clean EXIT
trap 'exit 130' INT TERM

seconds_since() { python3 -c 'import sys, time; print(f"{time.time() - float(sys.argv[1]):.1f}")' "$1"; }
now() { python3 -c 'import time; print(time.time())'; }
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# Waits for the first page that answers 200 and shows its size; fails after `limit` seconds or when make has ended.
first_page() {
    python3 - "$1" "$2" "$limit" <<'PYTHON'
import os, sys, time, urllib.error, urllib.request
url, server, limit = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
asked = urllib.request.build_opener(urllib.request.ProxyHandler({}))
end = time.monotonic() + limit
while time.monotonic() < end:
    try:
        with asked.open(url, timeout=5) as page:
            print(f"  {page.status} {url} {len(page.read())} bytes")
            sys.exit(0)
    except urllib.error.HTTPError as error:
        sys.exit(f"the first page answers {error.code}")
    except OSError as error:
        said = error
    try:
        os.kill(server, 0)
    except ProcessLookupError:
        sys.exit("the server has ended")
    time.sleep(0.05)
sys.exit(f"no page within {limit:.0f} s: {said}")
PYTHON
}

# The package source and suite this machine itself uses: "URI SUITE".
package_source() {
    apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT) $(ORIGIN)' 'Created-By: Packages' |
        awk -v suite="$suite" '$3 == "main" && ($4 == "Debian" || $4 == "Ubuntu") && $2 !~ /-/ && (suite == "" || $2 == suite) {print $1, $2; exit}'
}

copy_sources() {
    mkdir -p "$1"
    tar -C "$root" --exclude ./.git --exclude ./.venv --exclude ./data --exclude ./dist --exclude '*_cache' \
        --exclude __pycache__ -cf - . | tar -C "$1" -xf -
}

# How pip and its TLS are set up on this machine, as NAME=value lines.
pip_environment() { env | grep -E '^(PIP_[A-Z_]+|SSL_CERT_(FILE|DIR)|REQUESTS_CA_BUNDLE|(http|https|no|all|HTTP|HTTPS|NO|ALL)_(proxy|PROXY))=' || true; }

copy_pip_setup() {
    for file in /etc/pip.conf /etc/xdg/pip/* /etc/ssl/certs/ca-certificates.crt /etc/resolv.conf /etc/hosts; do
        [ ! -f "$file" ] || { mkdir -p "$bare${file%/*}"; cp -L "$file" "$bare$file"; }
    done
    for file in "${HOME:-/root}/.config/pip/pip.conf" "${HOME:-/root}/.pip/pip.conf"; do
        [ ! -f "$file" ] || { mkdir -p "$bare/home/bare/.config/pip"; cp "$file" "$bare/home/bare/.config/pip/pip.conf"; }
    done
}

make_debian() {
    # shellcheck disable=SC2046
    set -- $(package_source)
    [ $# -eq 2 ] || { echo 'prove_bare: no package source of Debian or Ubuntu is set up here' >&2; exit 1; }
    echo "a minimal $2 with python3 and make, by debootstrap ..."
    debootstrap --variant=minbase --include=python3,make,ca-certificates "$2" "$bare" "$1" >"$work/debootstrap.log" 2>&1 ||
        { tail -n 5 "$work/debootstrap.log" >&2; exit 1; }
    mount -t proc proc "$bare/proc"
    mount --bind /dev "$bare/dev"
    chroot "$bare" useradd --create-home bare
    copy_pip_setup
    copy_sources "$bare/home/bare/kurultay"
    chroot "$bare" chown -R bare:bare /home/bare
    if chroot "$bare" sh -c 'command -v pip pip3 uv git cc curl wget npm' || chroot "$bare" python3 -c 'import ensurepip' 2>/dev/null; then
        echo 'prove_bare: this system is not bare' >&2
        exit 1
    fi
    chroot "$bare" sh -c '. /etc/os-release; echo "  $PRETTY_NAME"; python3 --version; make --version | head -n 1'
}
make_folder() {
    echo 'a folder with python3, make and the shell commands alone (no debootstrap, or not root) ...'
    mkdir -p "$bare/bin" "$bare/home/bare"
    python3 -m venv --without-pip "$bare/python"
    printf 'import sys\nsys.modules["ensurepip"] = sys.modules["pip"] = None\n' \
        >"$(find "$bare/python/lib" -name site-packages | head -n 1)/hidden.py"
    echo 'import hidden' >"$(find "$bare/python/lib" -name site-packages | head -n 1)/hidden.pth"
    for command in sh env make dirname basename cat cmp cp mkdir mv rm ls find sed awk head tail sort tr uname; do
        ln -s "$(command -v "$command")" "$bare/bin/$command"
    done
    ln -s "$bare/python/bin/python3" "$bare/bin/python3"
    copy_pip_setup 2>/dev/null || true
    copy_sources "$bare/home/bare/kurultay"
}

# What runs a line inside as the bare system's user: `exec` all the way down, so its process id is the line's own.
write_inside() {
    pip_environment >"$work/environment"
    if [ "$1" = debian ]; then
        home=/home/bare
        enter="chroot --userspec=bare:bare '$bare' env -i PATH=/usr/bin:/bin"
    else
        home=$bare/home/bare
        enter="env -i PATH='$bare/bin'"
    fi
    {
        echo '#!/bin/sh'
        printf 'exec %s HOME="%s" LANG=C.UTF-8' "$enter" "$home"
        sed "s/'/'\\\\''/g; s/.*/ '&'/" "$work/environment" | tr -d '\n'
        printf ' sh -c "cd %s/kurultay && exec $1"\n' "$home"
    } >"$work/inside"
    chmod +x "$work/inside"
}

# $1: what to call this run. Interrupts the whole group at the end, as a terminal does.
time_run() {
    port=$(free_port)
    start=$(now)
    setsid "$work/inside" "make run KURULTAY_PORT=$port" >"$work/run.log" 2>&1 &
    server=$!
    first_page "http://127.0.0.1:$port/" "$server" || { cat "$work/run.log" >&2; exit 1; }
    echo "$1: first page after $(seconds_since "$start") s"
    start=$(now)
    kill -INT "-$server"
    wait "$server" || true
    echo "  stopped after $(seconds_since "$start") s"
    ! kill -0 "-$server" 2>/dev/null || { echo 'prove_bare: a process of the server is left' >&2; exit 1; }
    server=''
}

if [ "$(id -u)" = 0 ] && command -v debootstrap >/dev/null; then
    make_debian
    write_inside debian
else
    make_folder
    write_inside folder
fi

time_run 'make run, from nothing'
time_run 'make run, again'
start=$(now)
if [ -n "$quick" ]; then "$work/inside" 'tools/bootstrap test'; else "$work/inside" 'make test'; fi
echo "make test${quick:+ (what it installs)}: $(seconds_since "$start") s"
