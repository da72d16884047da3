# Run by `terraform test` in this folder; nothing is created, both providers are mocked.

mock_provider "hcloud" {
  mock_resource "hcloud_primary_ip" {
    defaults = {
      id         = "11"
      ip_address = "192.0.2.10"
    }
  }
  mock_resource "hcloud_ssh_key" {
    defaults = { id = "21" }
  }
  mock_resource "hcloud_network" {
    defaults = { id = "31" }
  }
  mock_resource "hcloud_network_subnet" {
    defaults = { id = "31-10.40.1.0/24" }
  }
  mock_resource "hcloud_firewall" {
    defaults = { id = "41" }
  }
  mock_resource "hcloud_volume" {
    defaults = { id = "51" }
  }
  mock_resource "hcloud_server" {
    defaults = {
      id           = "61"
      ipv6_address = "2001:db8::1"
    }
  }
}

mock_provider "aws" {}

variables {
  ssh_public_keys     = { anna = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE1vY2t1cEtleUZvckV4YW1wbGVPbmx5MDAwMDAwMDAw anna" }
  admin_cidrs         = ["198.51.100.7/32"]
  domain              = "sky.example.org"
  bucket              = "example-org-skytrove"
  release_url         = "https://example.org/skytrove-0.1.0-linux-x86_64.tar.gz"
  release_sha256      = "0000000000000000000000000000000000000000000000000000000000000000"
  install_credentials = false

  # Given, although nobody uses them: terraform 1.11 applies no test that leaves an ephemeral variable to its default.
  s3_writer = { access_key = "writer", secret_key = "secret" }
  s3_reader = { access_key = "reader", secret_key = "secret" }
}

run "the_default_is_the_smallest_server" {
  assert {
    condition     = output.server.type == "cx23"
    error_message = "8.1 million events a day must not need more than a cx23"
  }
  assert {
    condition     = tonumber(output.monthly_cost_eur.total) <= 15
    error_message = "the system must not cost more than 15 euros a month"
  }
  assert {
    condition     = output.urls.search == "https://sky.example.org/search"
    error_message = "the search must be at the domain"
  }
  assert {
    condition     = output.bucket.storage == "s3://example-org-skytrove/skytrove"
    error_message = "the lake must be in the bucket"
  }
}

run "arm_takes_an_arm_server" {
  variables {
    architecture = "arm"
  }
  assert {
    condition     = output.server.type == "cax11"
    error_message = "arm must choose a cax type"
  }
}

run "fifty_million_events_a_day_take_a_larger_server_and_volume" {
  variables {
    events_per_day = 50000000
  }
  assert {
    condition     = output.server.type == "cx33"
    error_message = "50 million events a day need a cx33"
  }
}

run "records_are_printed_without_a_zone" {
  assert {
    condition     = output.dns_records.A.value == "192.0.2.10"
    error_message = "the A record must have the server's address"
  }
}

run "zone_must_hold_the_domain" {
  command = plan
  variables {
    dns_zone = "example.com"
  }
  expect_failures = [var.dns_zone]
}

run "nobody_is_locked_out" {
  command = plan
  variables {
    ssh_public_keys = {}
  }
  expect_failures = [var.ssh_public_keys]
}

run "ssh_is_not_open_by_mistake" {
  command = plan
  variables {
    admin_cidrs = ["anywhere"]
  }
  expect_failures = [var.admin_cidrs]
}

run "archive_must_have_a_checksum" {
  command = plan
  variables {
    release_sha256 = "abc"
  }
  expect_failures = [var.release_sha256]
}
