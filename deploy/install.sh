#!/bin/sh
# Installs skytrove on this server: Debian 12 or newer, or Ubuntu 24.04, with systemd. Run it from the unpacked archive;
# it may be run again. /etc/skytrove/skytrove.env must hold the settings, at least SKYTROVE_STORAGE,
# AWS_ENDPOINT_URL_S3, AWS_REGION and SITE_DOMAIN. terraform's cloud-init runs it, too.
#
#     install.sh            everything
#     install.sh --units    only the systemd units and the files of Redis and Caddy
set -eu

release=$(cd "$(dirname "$0")/.." && pwd)
readonly release
readonly settings=/etc/skytrove/skytrove.env
readonly credentials=/etc/skytrove/credentials

say() { echo "install.sh: $*" >&2; }

die() { # exit code, message...
  code=$1
  shift
  say "$@"
  exit "$code"
}

setting() { # name
  sed -n "s/^$1=//p" "$settings" | tail -n 1
}

check() {
  [ "$(id -u)" -eq 0 ] || die 2 "run it as root"
  [ -d /run/systemd/system ] || die 2 "systemd does not run here"
  [ -r "$settings" ] || die 2 "$settings is missing; README.md in this folder has an example"
  for name in SKYTROVE_STORAGE SITE_DOMAIN; do
    [ -n "$(setting "$name")" ] || die 2 "$settings sets no $name"
  done
}

install_packages() {
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends ca-certificates curl openssl redis-server caddy >/dev/null
  version=$(redis-server --version | sed 's/.* v=\([0-9]*\).*/\1/')
  [ "$version" -ge 7 ] || die 1 "redis-server is older than 7.0"
}

# Jobs write how they ended into a directory that node_exporter reads. Everything listens on the loopback address only.
install_monitoring() {
  getent group skytrove-metrics >/dev/null || groupadd --system skytrove-metrics
  install -d -m 2775 -g skytrove-metrics /var/lib/skytrove-metrics
  [ "$(setting SITE_MONITORING)" != no ] || return 0
  apt-get install -y -qq --no-install-recommends prometheus prometheus-node-exporter prometheus-alertmanager >/dev/null
  cp "$release/deploy/prometheus/prometheus.yml" "$release/deploy/prometheus/alerts.yml" /etc/prometheus/
  sed "s/admin@example\.org/$(setting SITE_ALERT_EMAIL)/" "$release/deploy/prometheus/alertmanager.yml" \
    >/etc/prometheus/alertmanager.yml
  [ -n "$(setting SITE_ALERT_EMAIL)" ] || sed -i '/email_configs/,$d' /etc/prometheus/alertmanager.yml
  echo 'ARGS="--web.listen-address=127.0.0.1:9090"' >/etc/default/prometheus
  echo 'ARGS="--web.listen-address=127.0.0.1:9093 --cluster.listen-address="' >/etc/default/prometheus-alertmanager
  echo 'ARGS="--web.listen-address=127.0.0.1:9100 --collector.systemd --collector.textfile.directory=/var/lib/skytrove-metrics"' \
    >/etc/default/prometheus-node-exporter
  systemctl restart prometheus.service prometheus-alertmanager.service prometheus-node-exporter.service
}

# What the server costs, by the prices of this release; the dashboard of cost adds the bucket.
write_prices() {
  command -v python3 >/dev/null || return 0
  volume=$(setting SITE_VOLUME_GB)
  budget=$(setting SITE_BUCKET_BUDGET_GB)
  python3 "$release/deploy/capacity.py" --prometheus --server "$(setting SITE_SERVER_TYPE)" --volume-gb "${volume:-0}" \
    --budget-gb "${budget:-1000}" >/var/lib/skytrove-metrics/.skytrove_site.prom
  mv /var/lib/skytrove-metrics/.skytrove_site.prom /var/lib/skytrove-metrics/skytrove_site.prom
}

# Grafana is not part of this: its vendor's packages bring it, under the vendor's licence. Nobody needs to log in, and
# nobody can: it shows what is provisioned, to those who reach the loopback address.
install_grafana() {
  [ "$(setting SITE_GRAFANA)" = yes ] || return 0
  install -d -m 0755 /etc/apt/keyrings /etc/systemd/system/grafana-server.service.d
  curl --fail --silent --show-error --location --retry 5 --output /etc/apt/keyrings/grafana.asc https://apt.grafana.com/gpg.key
  echo 'deb [signed-by=/etc/apt/keyrings/grafana.asc] https://apt.grafana.com stable main' >/etc/apt/sources.list.d/grafana.list
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends grafana >/dev/null
  cp -R "$release/deploy/grafana/provisioning/." /etc/grafana/provisioning/
  rm -rf /etc/grafana/dashboards/skytrove
  install -d -m 0755 /etc/grafana/dashboards/skytrove
  cp "$release/deploy/grafana/dashboards/"*.json /etc/grafana/dashboards/skytrove/
  cp "$release/deploy/grafana/grafana.env" /etc/grafana/skytrove.env
  printf '[Service]\nEnvironmentFile=/etc/grafana/skytrove.env\n' >/etc/systemd/system/grafana-server.service.d/skytrove.conf
  systemctl daemon-reload
  systemctl enable --quiet grafana-server.service
  systemctl restart grafana-server.service
}

# The volume holds what Redis must not lose, so it is mounted before Redis writes anything.
mount_volume() {
  device=$(setting SITE_VOLUME)
  [ -n "$device" ] || return 0
  mountpoint -q /var/lib/redis && return 0
  tries=0
  until [ -b "$device" ]; do
    tries=$((tries + 1))
    [ "$tries" -le 300 ] || die 1 "$device did not appear in five minutes"
    sleep 1
  done
  systemctl stop redis-server.service
  blkid "$device" >/dev/null || mkfs.ext4 -q "$device"
  grep -q " /var/lib/redis " /etc/fstab \
    || echo "$device /var/lib/redis ext4 defaults,noatime,nofail,x-systemd.before=redis-server.service 0 2" >>/etc/fstab
  mount /var/lib/redis
  chown redis:redis /var/lib/redis
  chmod 0750 /var/lib/redis
}

# A password that nobody needs to know: it is made here and never leaves the server.
make_redis_password() {
  install -d -m 0700 "$credentials"
  [ -s "$credentials/redis.env" ] && return 0
  (umask 077 && echo "SKYTROVE_REDIS=redis://:$(openssl rand -hex 24)@127.0.0.1:6379" >"$credentials/redis.env")
}

configure_redis() {
  password=$(sed -n 's#^SKYTROVE_REDIS=redis://:\([^@]*\)@.*#\1#p' "$credentials/redis.env")
  half=$(awk '/^MemTotal:/ { print int($2 / 2) }' /proc/meminfo)
  {
    cat "$release/deploy/redis/skytrove.conf"
    echo "maxmemory ${half}kb"
    echo "requirepass $password"
  } >/etc/redis/skytrove.conf.new
  chown redis:redis /etc/redis/skytrove.conf.new
  chmod 0640 /etc/redis/skytrove.conf.new
  mv /etc/redis/skytrove.conf.new /etc/redis/skytrove.conf
  grep -q '^include /etc/redis/skytrove.conf$' /etc/redis/redis.conf \
    || echo 'include /etc/redis/skytrove.conf' >>/etc/redis/redis.conf
}

install_release() {
  # Of the archive's own checksums, so that the same release has one folder.
  folder=/opt/skytrove/releases/$(sha256sum "$release/SHA256SUMS" | cut -c 1-16)
  # Nothing is written over what may run.
  if [ ! -d "$folder" ]; then
    rm -rf "$folder.part"
    mkdir -p "$folder.part"
    cp -R "$release/." "$folder.part/"
    mv "$folder.part" "$folder"
  fi
  ln -sfn "$folder" /opt/skytrove/current
  ln -sfn /opt/skytrove/current/deploy/bin/skytrove-admin /usr/local/bin/skytrove-admin
}

install_units() {
  cp -R "$release/deploy/systemd/." /etc/systemd/system/
  mkdir -p /etc/systemd/system/caddy.service.d
  printf '[Service]\nEnvironmentFile=%s\nRuntimeDirectory=caddy\n' "$settings" \
    >/etc/systemd/system/caddy.service.d/skytrove.conf
  cp "$release/deploy/caddy/Caddyfile" /etc/caddy/Caddyfile
  systemctl daemon-reload
}

check
if [ "${1:-}" = --units ]; then
  install_units
  exit 0
fi
install_packages
install_monitoring
write_prices
install_grafana
mount_volume
make_redis_password
configure_redis
install_release
install_units
systemctl enable --quiet redis-server.service caddy.service
systemctl restart redis-server.service caddy.service
if [ -s "$credentials/writer.env" ] && [ -s "$credentials/reader.env" ]; then
  skytrove-admin start
else
  say "installed; bring the keys of the bucket with: skytrove-admin credentials"
fi
