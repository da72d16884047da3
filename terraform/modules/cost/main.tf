# What the system costs a month: prices from a dated file, sizes from measurements.

locals {
  prices = jsondecode(file("${path.module}/prices.json"))

  # Bytes of the lake an event; deploy/capacity.json has the measurement.
  bytes_per_event = 102
  lake_gb         = var.events_per_day * local.bytes_per_event * 365 / 1000000000

  components = {
    server  = local.prices.server_eur[var.server_type]
    ipv4    = local.prices.ipv4_eur
    volume  = var.volume_size_gb * local.prices.volume_eur_per_gb
    storage = local.prices.storage_base_eur + max(0, local.lake_gb - local.prices.storage_included_gb) * local.prices.storage_eur_per_gb
  }
}
