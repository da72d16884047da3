#!/bin/bash
# boot.sh FOLDER [DEVICE...]: boots the system in FOLDER in this process: its systemd is process 1 of namespaces of its own, in
# the network of whoever calls. DEVICEs are block devices that it sees. Root only; ends when the system does.
set -euo pipefail

# The control groups of the system are below one of ours, in each hierarchy that this machine has.
join_groups() {
  local where type
  while read -r _ where type _; do
    case "$type" in cgroup | cgroup2) ;; *) continue ;; esac
    mkdir -p "$where/skytrove-rehearsal"
    if [ -e "$where/cpuset.cpus" ] && [ "$type" = cgroup ]; then
      cat "$where/cpuset.cpus" >"$where/skytrove-rehearsal/cpuset.cpus"
      cat "$where/cpuset.mems" >"$where/skytrove-rehearsal/cpuset.mems"
    fi
    echo $$ >"$where/skytrove-rehearsal/cgroup.procs"
  done </proc/self/mounts
}

mount_groups() { # folder
  local where type options target
  grep -q ' cgroup ' /proc/self/mounts && mount -t tmpfs -o mode=0755 tmpfs "$1/sys/fs/cgroup"
  while read -r _ where type options _; do
    target=$1$where
    case "$type" in
      cgroup2) mkdir -p "$target" && mount -t cgroup2 cgroup2 "$target" ;;
      cgroup)
        options=$(tr ',' '\n' <<<"$options" | grep -v -x -e rw -e relatime -e noatime -e nosuid -e nodev -e noexec | paste -sd ,)
        case "$options" in name=*) options=none,$options ;; esac
        mkdir -p "$target" && mount -t cgroup -o "$options" cgroup "$target"
        ;;
    esac
  done < <(grep ' /sys/fs/cgroup' /proc/self/mounts | grep -v " $1")
}

mount_devices() { # folder, device...
  local folder=$1 device
  shift
  mount -t tmpfs -o mode=0755 tmpfs "$folder/dev"
  for device in /dev/null /dev/zero /dev/full /dev/random /dev/urandom /dev/tty "$@"; do
    touch "$folder$device"
    mount --bind "$device" "$folder$device"
  done
  mkdir "$folder/dev/pts" "$folder/dev/shm"
  mount -t devpts -o newinstance,ptmxmode=0666,mode=0620 devpts "$folder/dev/pts"
  ln -s pts/ptmx "$folder/dev/ptmx"
  mount -t tmpfs tmpfs "$folder/dev/shm"
}

boot() { # folder, device...
  local folder=$1
  shift
  mount --make-rprivate /
  mount --bind "$folder" "$folder"
  mount -t proc proc "$folder/proc"
  mount -t sysfs sysfs "$folder/sys"
  mount_devices "$folder" "$@"
  mount -t tmpfs -o mode=0755 tmpfs "$folder/run"
  mount_groups "$folder"
  cd "$folder"
  mkdir -p .before
  pivot_root . .before
  umount -l /.before
  # Systemd mounts the credentials of a unit from another namespace.
  mount --make-rshared /
  exec env -i container=skytrove-rehearsal PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd </dev/null
}

if [ "${1:-}" = --inside ]; then
  shift
  boot "$@"
fi
join_groups
exec unshare --mount --pid --fork --kill-child --ipc --uts --cgroup "$(readlink -f "$0")" --inside "$@"
