# Runs a systemd of its own: a user's manager of root, which can do all that the units ask for, in namespaces and a
# control group of its own. It finds units nowhere but in UNITS, and each FOLDER at /run/skytrove/NAME: services see
# neither /tmp nor /root as they are.
#
#     sh manager.sh GROUP UNITS [NAME=FOLDER...]
#
# Prints a line when namespaces are made. Ends with 77 and the reason on standard error where this cannot be done.
set -eu

skip() {
  echo "$1" >&2
  exit 77
}

enter_group() { # name
  entered=
  for hierarchy in /sys/fs/cgroup /sys/fs/cgroup/unified /sys/fs/cgroup/systemd; do
    if [ -e $hierarchy/cgroup.procs ]; then
      # At the top a manager would move every process of the machine into a group of its own.
      { mkdir "$hierarchy/$1" && echo 0 >"$hierarchy/$1/cgroup.procs"; } || skip "needs to make control groups"
      entered=yes
    fi
  done
  [ -n "$entered" ] || skip "needs control groups in /sys/fs/cgroup"
}

outside() { # group, units, folders
  [ -x "$(systemd_binary)" ] && command -v systemctl >/dev/null || skip "needs systemd"
  [ "$(id -u)" -eq 0 ] || skip "needs to be run by root"
  command -v unshare >/dev/null && command -v nsenter >/dev/null || skip "needs unshare and nsenter"
  unshare --mount --pid --fork --mount-proc mount -t tmpfs none /run || skip "needs to make namespaces"
  enter_group "$1"
  shift
  # Whatever ends the first process of a namespace of processes ends all of them.
  exec unshare --mount --pid --fork --kill-child --mount-proc sh "$0" --inside "$@"
}

inside() { # units, folders
  units=$1
  shift
  mount -t tmpfs -o mode=755 none /run
  # Systemd looks there for a sign that systemd runs the machine.
  mkdir -p /run/systemd/system /run/skytrove/home
  mkdir -m 700 /run/manager
  for folder in "$@"; do
    mkdir "/run/skytrove/${folder%%=*}"
    mount --bind "${folder#*=}" "/run/skytrove/${folder%%=*}"
  done
  echo "namespaces are made"
  # A user's manager passes its own environment on; the system's has next to none.
  env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/run/skytrove/home XDG_RUNTIME_DIR=/run/manager \
    SYSTEMD_UNIT_PATH="$units" "$(systemd_binary)" --user --log-target=null --unit=default.target
}

systemd_binary() {
  if [ -x /usr/lib/systemd/systemd ]; then echo /usr/lib/systemd/systemd; else echo /lib/systemd/systemd; fi
}

if [ "$1" = --inside ]; then
  shift
  inside "$@"
else
  outside "$@"
fi
