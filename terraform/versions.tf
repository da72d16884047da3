terraform {
  # 1.10 brought ephemeral variables: with them no secret gets into state or plan.
  required_version = ">= 1.10.0"

  required_providers {
    hcloud = {
      source = "hetznercloud/hcloud"
      # From 1.58.0 on, addresses are placed by location; Hetzner's API has had no datacenters since July 2026.
      version = "~> 1.58"
    }
    aws = {
      source = "hashicorp/aws"
      # Not 5.70 or newer: there, aws_s3_bucket_lifecycle_configuration waits for a header that only AWS sends, and
      # fails on Ceph after three minutes.
      version = ">= 5.60.0, < 5.70.0"
    }
  }
}
