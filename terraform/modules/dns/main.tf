# Records in a zone that Hetzner DNS serves already.

terraform {
  required_providers {
    hcloud = { source = "hetznercloud/hcloud" }
  }
}

resource "hcloud_zone_rrset" "this" {
  for_each = var.records

  zone    = var.zone
  name    = each.value.name == var.zone ? "@" : trimsuffix(each.value.name, ".${var.zone}")
  type    = each.key
  ttl     = 300
  records = [{ value = each.value.value }]
}
