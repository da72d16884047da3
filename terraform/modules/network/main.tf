# A private network of its own, and a firewall that lets in SSH from the administrators and the web from everybody.

terraform {
  required_providers {
    hcloud = { source = "hetznercloud/hcloud" }
  }
}

resource "hcloud_network" "this" {
  name     = var.name
  ip_range = var.cidr
  labels   = var.labels
}

resource "hcloud_network_subnet" "this" {
  network_id   = hcloud_network.this.id
  type         = "cloud"
  network_zone = "eu-central"
  ip_range     = cidrsubnet(var.cidr, 8, 1)
}

resource "hcloud_firewall" "this" {
  name   = var.name
  labels = var.labels

  rule {
    description = "SSH for administrators"
    direction   = "in"
    protocol    = "tcp"
    port        = "22"
    source_ips  = var.admin_cidrs
  }

  dynamic "rule" {
    for_each = [
      { description = "HTTP: certificates, and redirects to HTTPS", protocol = "tcp", port = "80" },
      { description = "HTTPS", protocol = "tcp", port = "443" },
      { description = "HTTP/3", protocol = "udp", port = "443" },
    ]
    content {
      description = rule.value.description
      direction   = "in"
      protocol    = rule.value.protocol
      port        = rule.value.port
      source_ips  = ["0.0.0.0/0", "::/0"]
    }
  }

  rule {
    description = "Ping, and finding the path's packet size"
    direction   = "in"
    protocol    = "icmp"
    source_ips  = ["0.0.0.0/0", "::/0"]
  }
}
