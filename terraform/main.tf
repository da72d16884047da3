# The whole system: a server with a volume in a private network, a bucket, and DNS records.
# Providers come from whoever calls this module; environments/ has two that do.

locals {
  s3_endpoint = coalesce(var.s3_endpoint, "https://${var.location}.your-objectstorage.com")
  labels      = { system = var.name, managed_by = "terraform" }

  # The smallest types that carry the load: README.md tells how they were chosen.
  small       = { x86 = "cx23", arm = "cax11" }
  large       = { x86 = "cx33", arm = "cax21" }
  server_type = coalesce(var.server_type, var.events_per_day <= 12000000 ? local.small[var.architecture] : local.large[var.architecture])

  # 170 bytes an event in Redis, a day of them, and three times that, since the file is rewritten beside itself.
  volume_size_gb = coalesce(var.volume_size_gb, max(10, ceil(var.events_per_day * 170 * 3 / 1000000000)))
}

module "network" {
  source = "./modules/network"

  name        = var.name
  cidr        = var.network_cidr
  admin_cidrs = var.admin_cidrs
  labels      = local.labels
}

module "bucket" {
  source = "./modules/bucket"

  name              = var.bucket
  project           = var.s3_project
  reader_access_key = var.s3_reader_access_key
}

module "server" {
  source = "./modules/server"

  name            = var.name
  location        = var.location
  server_type     = local.server_type
  image           = var.image
  volume_size_gb  = local.volume_size_gb
  subnet_id       = module.network.subnet_id
  firewall_id     = module.network.firewall_id
  ssh_public_keys = var.ssh_public_keys
  labels          = local.labels

  domain         = var.domain
  storage        = "s3://${module.bucket.name}/skytrove"
  s3_endpoint    = local.s3_endpoint
  s3_region      = var.location
  release_url    = var.release_url
  release_sha256 = var.release_sha256
  alert_email    = var.alert_email

  install_credentials = var.install_credentials
  credentials_version = var.credentials_version
  s3_writer           = var.s3_writer
  s3_reader           = var.s3_reader
}

module "dns" {
  source = "./modules/dns"
  count  = var.dns_zone == null ? 0 : 1

  zone    = var.dns_zone
  records = local.dns_records
}

module "cost" {
  source = "./modules/cost"

  server_type    = local.server_type
  volume_size_gb = local.volume_size_gb
  events_per_day = var.events_per_day
}

locals {
  dns_records = {
    A    = { name = var.domain, value = module.server.ipv4_address }
    AAAA = { name = var.domain, value = module.server.ipv6_address }
  }
}
