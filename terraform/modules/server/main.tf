# One server with an address that outlives it, and a volume for what Redis must not lose.

terraform {
  required_providers {
    hcloud = { source = "hetznercloud/hcloud" }
  }
}

resource "hcloud_ssh_key" "this" {
  for_each = var.ssh_public_keys

  name       = "${var.name}-${each.key}"
  public_key = each.value
  labels     = var.labels
}

# Kept when the server is replaced, so that DNS need not change.
resource "hcloud_primary_ip" "this" {
  for_each = toset(["ipv4", "ipv6"])

  name          = "${var.name}-${each.key}"
  type          = each.key
  assignee_type = "server"
  location      = var.location
  auto_delete   = false
  labels        = var.labels
}

resource "hcloud_volume" "this" {
  name              = var.name
  size              = var.volume_size_gb
  location          = var.location
  format            = "ext4"
  delete_protection = true
  labels            = var.labels
}

resource "hcloud_server" "this" {
  name         = var.name
  server_type  = var.server_type
  image        = var.image
  location     = var.location
  ssh_keys     = [for key in hcloud_ssh_key.this : key.id]
  firewall_ids = [var.firewall_id]
  labels       = var.labels

  # Gives Redis the time to write what it holds.
  shutdown_before_deletion = true

  public_net {
    ipv4_enabled = true
    ipv4         = hcloud_primary_ip.this["ipv4"].id
    ipv6_enabled = true
    ipv6         = hcloud_primary_ip.this["ipv6"].id
  }

  network {
    subnet_id = var.subnet_id
    # Otherwise each apply detaches and attaches the network.
    alias_ips = []
  }

  user_data = templatefile("${path.module}/cloud-init.yaml.tftpl", {
    settings = join("\n", [for name, value in local.settings : "${name}=${value}"])
    url      = var.release_url
    sha256   = var.release_sha256
  })

  lifecycle {
    # A new release comes by `skytrove-admin upgrade`, which goes back by itself, and not by a new server.
    ignore_changes = [user_data, ssh_keys, image]
  }
}

resource "hcloud_volume_attachment" "this" {
  volume_id = hcloud_volume.this.id
  server_id = hcloud_server.this.id
  automount = false
}

locals {
  settings = {
    SKYTROVE_STORAGE    = var.storage
    AWS_ENDPOINT_URL_S3 = var.s3_endpoint
    AWS_REGION          = var.s3_region
    SITE_DOMAIN         = var.domain
    SITE_VOLUME         = "/dev/disk/by-id/scsi-0HC_Volume_${hcloud_volume.this.id}"
    SITE_VOLUME_GB      = var.volume_size_gb
    SITE_SERVER_TYPE    = var.server_type
    SITE_ALERT_EMAIL    = var.alert_email == null ? "" : var.alert_email
  }
}

# Secrets go over SSH into files that only root reads. They are in no state, no plan and no user data.
resource "terraform_data" "credentials" {
  count = var.install_credentials ? 1 : 0

  triggers_replace = [hcloud_server.this.id, var.credentials_version]

  connection {
    type    = "ssh"
    user    = "root"
    host    = hcloud_primary_ip.this["ipv4"].ip_address
    timeout = "10m"
  }

  provisioner "remote-exec" {
    # 2 means that it ended with warnings.
    inline = ["cloud-init status --wait || [ $? -eq 2 ]", "install -d -m 0700 /etc/skytrove/credentials"]
  }

  provisioner "file" {
    content     = "AWS_ACCESS_KEY_ID=${var.s3_writer.access_key}\nAWS_SECRET_ACCESS_KEY=${var.s3_writer.secret_key}\n"
    destination = "/etc/skytrove/credentials/writer.env"
  }

  provisioner "file" {
    content = join("", [
      "AWS_ACCESS_KEY_ID=", var.s3_reader == null ? var.s3_writer.access_key : var.s3_reader.access_key, "\n",
      "AWS_SECRET_ACCESS_KEY=", var.s3_reader == null ? var.s3_writer.secret_key : var.s3_reader.secret_key, "\n",
    ])
    destination = "/etc/skytrove/credentials/reader.env"
  }

  provisioner "remote-exec" {
    inline = ["chmod 0600 /etc/skytrove/credentials/*.env", "skytrove-admin start"]
  }

  depends_on = [hcloud_volume_attachment.this]
}
