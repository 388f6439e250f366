#!/bin/sh
# Runs a real "systemd --user" in namespaces of its own, on a machine whose PID 1 need not be systemd.
#
#   user-manager.sh check                 says what is missing here, one line each; exit code 0 if nothing is
#   user-manager.sh root|UID HOME         starts it for root, or for an ordinary user such as 65534 (nobody);
#                                         prints "ready PID", and stays until its standard input ends
#
# Any command runs as that user, beside that manager, by
#
#   nsenter --target PID --all /run/enter COMMAND ARGUMENT…
#
# Whatever way it ends, nothing is left: mounts and processes die with the namespaces, whose first process ends when
# standard input does (so also when the caller is killed), and the supervisor outside then removes the control group.
# Were the supervisor killed too, the parent-death signal takes the namespaces down, and the next start removes the group.
set -eu

groups=/sys/fs/cgroup

check() {
    missing=0
    need() {
        [ -e "$1" ] || command -v "$1" >/dev/null 2>&1 || {
            echo "no $1: apt-get install $2"
            missing=1
        }
    }
    [ "$(uname -s)" = Linux ] || { echo "not Linux: a user manager needs Linux"; exit 1; }
    [ "$(id -u)" = 0 ] || { echo "not root: namespaces and control groups need root, run the tests with sudo"; missing=1; }
    need /lib/systemd/systemd systemd
    need systemctl systemd
    need dbus-daemon dbus
    need /usr/lib/systemd/user/dbus.socket dbus-user-session
    need nsenter util-linux
    need setpriv util-linux
    grep -q cgroup2 /proc/filesystems || { echo "no cgroup2 in this kernel: Linux 4.5 or later is needed"; missing=1; }
    [ $missing = 0 ] || exit 1
    unshare -m -p -f -C --mount-proc --kill-child true || { echo "no namespaces here: unshare is forbidden"; exit 1; }
}

# Runs in a mount namespace of its own, outside of the others, for as long as they are there.
supervise() {
    umount -R "$groups" 2>/dev/null || true
    mount -t cgroup2 none "$groups"
    own=$groups$(sed -n 's/^0:://p' /proc/self/cgroup)
    for stale in "$own"/tickover-test-*; do
        [ ! -d "$stale" ] || [ -d "/proc/${stale##*-}" ] || remove "$stale"
    done
    group=$own/tickover-test-$$
    mkdir "$group"
    trap 'remove "$group"' EXIT
    # An ending by signal passes the EXIT trap only if the signal has a trap of its own.
    trap 'exit 143' TERM INT HUP
    # A background command would have /dev/null as its standard input.
    exec 3<&0
    (
        read -r self rest </proc/self/stat
        echo "$self" >"$group/cgroup.procs"
        exec setpriv --pdeathsig KILL unshare -m -p -f -C --propagation private --kill-child \
            sh "$script" inside "$@" <&3 3<&-
    ) &
    wait $! || exit $?
}

remove() {
    [ ! -e "$1/cgroup.kill" ] || echo 1 >"$1/cgroup.kill" 2>/dev/null || true
    # A killed process leaves its group a moment after the signal.
    for attempt in 1 2 3 4 5 6 7 8 9 10; do
        find "$1" -depth -type d -exec rmdir {} + 2>/dev/null || true
        [ -d "$1" ] || return 0
        sleep 0.2
    done
    echo "left behind: control group $1" >&2
}

# Is the first process of the namespaces.
inside() {
    # Still the outer /proc, so this is the number by which the world outside knows this process.
    read -r outer rest </proc/self/stat
    user=$1 home=$2
    [ "$user" != root ] || user=0
    group=$(getent passwd "$user" | cut -d: -f4)
    name=$(getent passwd "$user" | cut -d: -f1)
    runtime=/run/user/$user

    mount -t proc proc /proc
    mount -t tmpfs -o mode=755 none /run
    umount -R "$groups"
    mount -t cgroup2 none "$groups"
    mkdir -p /run/systemd/system "$runtime" "$groups/manager" "$groups/commands"
    chown "$user:$group" "$runtime"
    chmod 700 "$runtime"
    chown -R "$user:$group" "$groups/manager"

    cat >/run/enter <<END
#!/bin/sh
# Runs a command as the manager's user, with what a login would have set, inside a control group of the namespaces.
echo \$\$ >$groups/\${ENTER_GROUP:-commands}/cgroup.procs || exit
cd '$home' || exit
exec setpriv --reuid $user --regid $group --init-groups env -i PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin \\
    HOME='$home' USER=$name LOGNAME=$name SHELL=/bin/sh LANG=C.UTF-8 XDG_RUNTIME_DIR=$runtime \\
    DBUS_SESSION_BUS_ADDRESS=unix:path=$runtime/bus "\$@"
END
    chmod 755 /run/enter
    /run/enter test -w . || { echo "$home is not a folder that user $user can write" >&2; exit 1; }

    ENTER_GROUP=manager /run/enter /lib/systemd/systemd --user </dev/null >"/run/manager.log" 2>&1 &
    manager=$!
    tries=0
    until state=$(/run/enter systemctl --user is-system-running 2>/dev/null) || [ "$state" = degraded ]; do
        tries=$((tries + 1))
        if [ $tries -gt 150 ] || ! kill -0 $manager 2>/dev/null; then
            echo "the user manager does not come up:" >&2
            cat /run/manager.log >&2
            exit 1
        fi
        sleep 0.1
    done
    echo "ready $outer"
    cat >/dev/null
}

script=$(readlink -f "$0")
case ${1-} in
check) check ;;
supervise) shift && supervise "$@" ;;
inside) shift && inside "$@" ;;
root | [0-9]*) exec unshare -m --propagation private sh "$script" supervise "$@" ;;
*) sed -n '2,/^set/s/^# \{0,1\}//p' "$script" >&2 && exit 2 ;;
esac
