#!/bin/sh
# Runs a real systemd as the PID 1 of namespaces of its own, as the manager of a whole machine, on a machine whose own
# PID 1 need not be systemd. It knows the four targets that a timer needs, and none of the machine's own units.
#
#   system-manager.sh check     says what is missing here, one line each; exit code 0 if nothing is
#   system-manager.sh start     starts it; prints "ready PID", and stays until its standard input ends
#
# Any command runs beside that manager, as root, by
#
#   nsenter --target PID --all COMMAND ARGUMENT…
#
# Nothing of the machine outside is changed: /etc/systemd, /var/lib/systemd and /run are its own, kernel parameters can
# only be read, and it may neither set the clock nor load a module. Mounts and processes die with the namespaces.
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
    [ "$(uname -s)" = Linux ] || { echo "not Linux: systemd needs Linux"; exit 1; }
    [ "$(id -u)" = 0 ] || { echo "not root: namespaces and control groups need root, run the tests with sudo"; missing=1; }
    need /lib/systemd/systemd systemd
    need systemctl systemd
    need nsenter util-linux
    need setpriv util-linux
    # systemd would write one otherwise, outside of what is its own.
    need /etc/machine-id systemd
    grep -q cgroup2 /proc/filesystems || { echo "no cgroup2 in this kernel: Linux 4.5 or later is needed"; missing=1; }
    [ $missing = 0 ] || exit 1
    unshare -m -p -f -C -u -i -n --mount-proc --kill-child true || { echo "no namespaces here: unshare is forbidden"; exit 1; }
}

# Runs in a mount namespace of its own, outside of the others, for as long as standard input is open.
supervise() {
    umount -R "$groups" 2>/dev/null || true
    mount -t cgroup2 none "$groups"
    own=$groups$(sed -n 's/^0:://p' /proc/self/cgroup)
    group=$own/tickover-system-test-$$
    mkdir "$group"
    trap 'remove "$group"' EXIT
    trap 'exit 143' TERM INT HUP
    # A background command would have /dev/null as its standard input.
    exec 3<&0
    (
        read -r self rest </proc/self/stat
        echo "$self" >"$group/cgroup.procs"
        exec setpriv --pdeathsig KILL unshare -m -p -f -C -u -i -n --propagation private --kill-child \
            sh "$script" inside </dev/null 3<&-
    ) &
    manager=$!
    cat <&3 >/dev/null &
    reader=$!
    while kill -0 $manager 2>/dev/null && kill -0 $reader 2>/dev/null; do
        sleep 0.2
    done
    kill $reader 2>/dev/null || true
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

# Is the first process of the namespaces, and becomes systemd.
inside() {
    # Still the outer /proc, so this is the number by which the world outside knows this process.
    read -r outer rest </proc/self/stat
    mount -t proc proc /proc
    mount --bind /proc/sys /proc/sys
    mount -o remount,bind,ro /proc/sys
    mount -t tmpfs -o mode=755 none /run
    umount -R "$groups"
    mount -t cgroup2 none "$groups"
    mount -t tmpfs -o mode=755 none /etc/systemd
    mount -t tmpfs -o mode=755 none /var/lib/systemd
    units=/etc/systemd/system
    mkdir -p /run/systemd "$units"
    for target in sysinit basic timers shutdown; do
        printf '[Unit]\nDescription=%s\n' $target >"$units/$target.target"
    done
    printf '[Unit]\nDescription=test\nWants=timers.target\nAfter=timers.target\n' >"$units/default.target"
    echo "ready $outer"
    # Called a container, systemd leaves clock, host name and kernel parameters alone.
    exec env -i container=tickover-test PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin SYSTEMD_UNIT_PATH=$units \
        setpriv --bounding-set -sys_time,-sys_module,-sys_boot --inh-caps -sys_time,-sys_module,-sys_boot \
        /lib/systemd/systemd --system --log-target=null --show-status=no >/run/manager.log 2>&1
}

script=$(readlink -f "$0")
case ${1-} in
check) check ;;
supervise) supervise ;;
inside) inside ;;
start) exec unshare -m --propagation private sh "$script" supervise ;;
*) sed -n '2,/^set/s/^# \{0,1\}//p' "$script" >&2 && exit 2 ;;
esac
