#!/bin/bash
# secret_service.sh: run a command with a REAL freedesktop Secret Service (gnome-keyring) in a private D-Bus session.
#   apt-get install -y --no-install-recommends dbus gnome-keyring     (Debian 12: dbus 1.14.10, gnome-keyring 42.1)
#   ./secret_service.sh python -m tests.journal.keyring_walk FOLDER
# Nothing of the caller's own session, keyrings or HOME is touched: HOME, XDG_* and the bus are private and removed at the end.
# KEYRING_PASSWORD may be empty: an empty password makes an UNENCRYPTED login.keyring (fine for CI, never for people).
set -euo pipefail
[ $# -ge 1 ] || { sed -n 2,7p "$0"; exit 2; }
for b in dbus-run-session gnome-keyring-daemon; do command -v $b >/dev/null || { echo "secret_service.sh: $b missing (apt-get install -y --no-install-recommends dbus gnome-keyring)" >&2; exit 77; }; done
if [ -z "${_SS_INNER:-}" ]; then
  tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
  mkdir -p -m 700 "$tmp/home" "$tmp/run" "$tmp/data" "$tmp/cache" "$tmp/config"
  export _SS_INNER=1 HOME="$tmp/home" XDG_RUNTIME_DIR="$tmp/run" XDG_DATA_HOME="$tmp/data" XDG_CACHE_HOME="$tmp/cache" XDG_CONFIG_HOME="$tmp/config"
  unset DBUS_SESSION_BUS_ADDRESS DISPLAY WAYLAND_DISPLAY PYTHON_KEYRING_BACKEND GNOME_KEYRING_CONTROL || true
  dbus-run-session -- "$0" "$@"; exit $?
fi
# --unlock reads the password from stdin and creates+unlocks the "login" collection with it; without it the first write
# would ask a graphical prompter and hang.
gnome-keyring-daemon --foreground --unlock --components=secrets >/dev/null 2>"$XDG_RUNTIME_DIR/gkd.log" < <(printf '%s' "${KEYRING_PASSWORD-netmeet-ci}") &
gkd=$!                                    # (SS_LOCK=1: see below, a service whose collection is locked)
for i in $(seq 50); do dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets 2>/dev/null | grep -q true && break; sleep 0.1; done
export SS_DAEMON_PID=$gkd                 # a test may kill it to see what a service that goes away does
if [ -n "${SS_LOCK:-}" ]; then            # lock every collection over D-Bus: what a user sees after the session keyring locks
  dbus-send --session --print-reply --dest=org.freedesktop.secrets /org/freedesktop/secrets org.freedesktop.Secret.Service.Lock array:objpath:/org/freedesktop/secrets/collection/login >/dev/null
fi
set +e; "$@"; rc=$?
[ -n "${SS_DEBUG:-}" ] && { cat "$XDG_RUNTIME_DIR/gkd.log" >&2; ls -la "$XDG_DATA_HOME/keyrings" >&2; }
kill "$gkd" 2>/dev/null || true
exit $rc
