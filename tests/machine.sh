# What has to be on the machine, and how it comes there: part of ./check, which reads it.
#
# What cannot be had here sets `reason` and returns $cannot.
# shellcheck shell=bash disable=SC2034,SC2154 # `reason` is read there, $tools, $python and $cannot are set there.

have() { command -v "$1" >/dev/null 2>&1; }

# The newest folder of PostgreSQL's server programs, 15 or later; nothing if there is none.
postgres_bin() {
    local folder version
    {
        for folder in /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql@*/bin; do
            [ -x "$folder/initdb" ] && echo "$folder"
        done
        have initdb && dirname "$(readlink -f "$(command -v initdb)" 2>/dev/null || command -v initdb)"
    } | while read -r folder; do
        version=$("$folder/initdb" --version | sed 's/^[^0-9]*\([0-9]*\).*/\1/')
        [ -x "$folder/pg_ctl" ] && [ "${version:-0}" -ge 15 ] && printf '%s %s\n' "$version" "$folder"
    done | sort -rn | head -n 1 | cut -d' ' -f2-
}

# A Python that can make the environment of the suite.
system_python() {
    local candidate
    for candidate in python3 python3.14 python3.13 python3.12 python3.11 python3.10; do
        if have "$candidate" &&
            "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; then
            echo "$candidate"
            return 0
        fi
    done
    return 1
}

node_is_new_enough() {
    have node && have npm && [ "$(node --version | sed 's/^v\([0-9]*\).*/\1/')" -ge 20 ]
}

# The browser of the passkeys: the one that CENOTE_TEST_CHROMIUM names, or one in PATH.
browser() {
    local candidate
    if [ -n "${CENOTE_TEST_CHROMIUM:-}" ]; then
        command -v "$CENOTE_TEST_CHROMIUM"
        return
    fi
    for candidate in chromium chromium-browser google-chrome; do
        command -v "$candidate" && return 0
    done
    return 1
}

apt_get() {
    if [ "$(id -u)" -eq 0 ]; then
        DEBIAN_FRONTEND=noninteractive apt-get -qq "$@"
    else
        sudo -n DEBIAN_FRONTEND=noninteractive apt-get -qq "$@"
    fi
}

# Installs what is missing of the system's own packages, saying which and why.
install_packages() {
    local wanted=
    if ! have cc; then
        echo "No C compiler: SQLite and the cryptography library are built with one."
        wanted="$wanted gcc libc6-dev"
    fi
    if ! have c++; then
        echo "No C++ compiler: the fuzz targets bring libFuzzer, which is built with one."
        wanted="$wanted g++"
    fi
    if [ -z "$(postgres_bin)" ] || ! have psql; then
        echo "No PostgreSQL 15 or later: a scratch server is started for the tests."
        wanted="$wanted postgresql"
    fi
    if ! system_python >/dev/null; then
        echo "No Python 3.10 or later with venv: the Python clients run in one."
        wanted="$wanted python3 python3-venv"
    fi
    if ! have node || ! have npm; then
        echo "No Node.js with npm: the JavaScript clients run on it."
        wanted="$wanted nodejs npm"
    fi
    if ! have xmlsec1; then
        echo "No xmlsec1: a SAML provider of the Python suite signs with it."
        wanted="$wanted xmlsec1"
    fi
    if ! php -m 2>/dev/null | grep -qx dom; then
        echo "No PHP with its XML: SimpleSAMLphp, a SAML provider of the Python suite, runs on it."
        wanted="$wanted php-cli php-xml php-curl php-mbstring"
    fi
    if [ -n "${CENOTE_SHOTS:-}" ] && have fc-list && [ -z "$(fc-list :lang=ja)" ]; then
        echo "No Japanese font: the pictures of the pages would show boxes."
        wanted="$wanted fonts-ipafont-gothic"
    fi
    if [ -n "${CENOTE_LONG:-}" ] && ! have strace; then
        echo "No strace: the long runs record when data is synced."
        wanted="$wanted strace"
    fi
    if [ -z "$wanted" ]; then
        echo "Nothing is missing on this machine."
        return 0
    fi
    # shellcheck disable=SC2086 # One word is one package.
    apt_install $wanted
}

apt_install() { # PACKAGE...
    if ! have apt-get; then
        reason="there is no apt-get; please install by this machine's own means: $*"
        return $cannot
    fi
    if [ "$(id -u)" -ne 0 ] && ! sudo -n true 2>/dev/null; then
        reason="only root can run: apt-get install $*"
        return $cannot
    fi
    echo "Running apt-get install for: $*"
    apt_get update && apt_get install -y --no-install-recommends "$@"
}

# A step of its own: not every system has the package.
install_browser() {
    if browser >/dev/null; then
        echo "$(browser) is there."
        return 0
    fi
    if [ -n "${CENOTE_TEST_CHROMIUM:-}" ]; then
        reason="CENOTE_TEST_CHROMIUM names no program: $CENOTE_TEST_CHROMIUM"
        return $cannot
    fi
    echo "No Chromium: passkeys are made and used in a browser."
    reason=
    apt_install chromium && browser >/dev/null && return 0
    reason=${reason:-"apt-get brings no Chromium here; install one and name it in CENOTE_TEST_CHROMIUM"}
    return $cannot
}

# Where a proxy is: unpacked into .env-tests, or the machine's own.
proxy() { # NAME
    local candidate
    for candidate in "$tools/proxies/usr/sbin/$1" "$tools/proxies/usr/bin/$1"; do
        [ -x "$candidate" ] && echo "$candidate" && return 0
    done
    PATH=$PATH:/usr/sbin command -v "$1"
}

# nginx, Caddy and HAProxy, which ask by forward auth: Debian's packages, unpacked into .env-tests/proxies. Installed they
# would start as services of this machine and take its ports.
install_proxies() {
    local name wanted= libraries=
    for name in nginx caddy haproxy; do
        proxy "$name" >/dev/null || wanted="$wanted $name"
    done
    if [ -z "$wanted" ]; then
        echo "nginx, Caddy and HAProxy are there."
        return 0
    fi
    if ! have apt-get || ! have dpkg-deb; then
        reason="there is no apt-get; please install by this machine's own means:$wanted"
        return $cannot
    fi
    echo "Unpacking Debian's packages into .env-tests/proxies:$wanted"
    mkdir -p "$tools/proxies/packages" || return 1
    case $wanted in
        *haproxy*)
            # The libraries that few other programs need.
            libraries=$(apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks \
                --no-replaces --no-enhances haproxy | grep -E '^lib(lua|opentracing)' | sort -u)
            ;;
    esac
    # shellcheck disable=SC2086 # One word is one package.
    if ! download proxies $wanted $libraries && ! { apt_get update && download proxies $wanted $libraries; }; then
        reason="apt-get brings not all of:$wanted"
        return $cannot
    fi
    for name in "$tools"/proxies/packages/*.deb; do
        dpkg-deb -x "$name" "$tools/proxies" || return 1
    done
    rm -rf "$tools/proxies/packages"
    for name in nginx caddy haproxy; do
        proxy "$name" >/dev/null || return 1
    done
}

download() { # FOLDER PACKAGE...
    local folder=$1
    shift
    (cd "$tools/$folder/packages" && apt-get -qq -o APT::Sandbox::User=root download "$@")
}

# slapd and its tools: Debian's packages, unpacked into .env-tests. Installed it would start as a service of this machine.
install_slapd() {
    local name libraries
    if [ -x "$tools/slapd/usr/sbin/slapd" ] && [ -x "$tools/slapd/usr/bin/ldapmodify" ]; then
        echo "slapd is there."
        return 0
    fi
    if ! have apt-get || ! have dpkg-deb; then
        reason="there is no apt-get, which brings slapd"
        return $cannot
    fi
    echo "Unpacking Debian's packages into .env-tests/slapd: slapd ldap-utils"
    mkdir -p "$tools/slapd/packages" || return 1
    # The libraries that few other programs need.
    libraries=$(apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces \
        --no-enhances slapd ldap-utils | grep -E '^lib(ldap|ltdl|odbc|sasl|wrap|perl5|argon2)' | sort -u)
    # shellcheck disable=SC2086 # One word is one package.
    if ! download slapd slapd ldap-utils $libraries && ! { apt_get update && download slapd slapd ldap-utils $libraries; }; then
        reason="apt-get brings no slapd"
        return $cannot
    fi
    for name in "$tools"/slapd/packages/*.deb; do
        dpkg-deb -x "$name" "$tools/slapd" || return 1
    done
    rm -rf "$tools/slapd/packages"
}

# SimpleSAMLphp: Debian's package, unpacked into .env-tests. Installed it would bring a web server as a service.
install_simplesamlphp() {
    if [ -d "$tools/simplesamlphp/usr" ]; then
        echo "SimpleSAMLphp is there."
        return 0
    fi
    if ! have apt-get || ! have dpkg-deb; then
        reason="there is no apt-get, which brings SimpleSAMLphp"
        return $cannot
    fi
    echo "Unpacking Debian's package into .env-tests: simplesamlphp"
    mkdir -p "$tools/simplesamlphp/packages" || return 1
    if ! fetch_simplesamlphp && ! { apt_get update && fetch_simplesamlphp; }; then
        reason="apt-get brings no SimpleSAMLphp"
        return $cannot
    fi
    dpkg-deb -x "$tools"/simplesamlphp/packages/*.deb "$tools/simplesamlphp" || return 1
    rm -rf "$tools/simplesamlphp/packages"
}

fetch_simplesamlphp() {
    (cd "$tools/simplesamlphp/packages" && apt-get -qq -o APT::Sandbox::User=root download simplesamlphp)
}

# The clients, in .env-tests/ and nowhere else. What is there already is used again.
install_clients() {
    install_python_clients && install_node_clients
}

install_python_clients() {
    local base stamp
    if ! base=$(system_python); then
        reason="there is no Python 3.10 or later with venv"
        return $cannot
    fi
    stamp=$({ "$base" --version; cat tests/clients/python/requirements.txt; } | cksum)
    if [ -x "$python" ] && [ "$(cat "$tools/venv.stamp" 2>/dev/null)" = "$stamp" ]; then
        echo "The Python clients are installed in .env-tests/venv."
        return 0
    fi
    echo "Installing tests/clients/python/requirements.txt into .env-tests/venv."
    rm -rf "$tools/venv" "$tools/venv.stamp"
    mkdir -p "$tools" &&
        "$base" -m venv "$tools/venv" &&
        "$python" -m pip install --quiet --disable-pip-version-check --no-input --no-deps \
            -r tests/clients/python/requirements.txt &&
        "$python" -m pip check --disable-pip-version-check &&
        echo "$stamp" >"$tools/venv.stamp"
}

install_node_clients() {
    local source=tests/clients/node stamp
    if ! node_is_new_enough; then
        reason="the JavaScript clients need Node.js 20 or later with npm; here is $(node --version 2>/dev/null || echo none)"
        return $cannot
    fi
    stamp=$({ node --version; cat $source/package-lock.json; } | cksum)
    # The modules are found from the suite's own folder through a link.
    ln -sfn ../../../.env-tests/node/node_modules $source/node_modules
    if [ -d "$tools/node/node_modules" ] && [ "$(cat "$tools/node.stamp" 2>/dev/null)" = "$stamp" ]; then
        echo "The JavaScript clients are installed in .env-tests/node."
        return 0
    fi
    echo "Installing tests/clients/node/package-lock.json into .env-tests/node."
    rm -f "$tools/node.stamp"
    mkdir -p "$tools/node" &&
        cp $source/package.json $source/package-lock.json $source/.npmrc "$tools/node/" &&
        (cd "$tools/node" && npm ci --loglevel=error --no-audit --no-fund --no-update-notifier) &&
        echo "$stamp" >"$tools/node.stamp"
}
