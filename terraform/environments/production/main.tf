terraform {
  required_version = ">= 1.10.0"

  required_providers {
    hcloud = {
      source  = "hetznercloud/hcloud"
      version = "~> 1.58"
    }
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.60.0, < 5.70.0"
    }
  }
  # The state lies in a bucket of its own, which `backend.hcl` names; README.md says how to make one.
  backend "s3" {}
}

provider "hcloud" {
  token = var.hcloud_token
  # Null is Hetzner's own API; HCLOUD_ENDPOINT does the same.
  endpoint = var.hcloud_endpoint
}

# Hetzner Object Storage is no AWS: there is nothing to ask about accounts, regions or metadata.
provider "aws" {
  region                      = var.location
  access_key                  = var.s3_admin.access_key
  secret_key                  = var.s3_admin.secret_key
  s3_use_path_style           = true
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true

  endpoints {
    s3 = coalesce(var.s3_endpoint, "https://${var.location}.your-objectstorage.com")
  }
}

module "skytrove" {
  source = "../.."

  name                 = "skytrove"
  location             = var.location
  architecture         = var.architecture
  events_per_day       = var.events_per_day
  ssh_public_keys      = var.ssh_public_keys
  admin_cidrs          = var.admin_cidrs
  domain               = var.domain
  dns_zone             = var.dns_zone
  bucket               = var.bucket
  s3_endpoint          = var.s3_endpoint
  s3_project           = var.s3_project
  s3_reader_access_key = var.s3_reader_access_key
  release_url          = var.release_url
  release_sha256       = var.release_sha256
  alert_email          = var.alert_email
  install_credentials  = var.install_credentials
  credentials_version  = var.credentials_version
  s3_writer            = var.s3_writer
  s3_reader            = var.s3_reader
}
