variable "name" {
  description = "Name of the system. All resources begin with it. Example: skytrove"
  type        = string
  default     = "skytrove"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,30}[a-z0-9]$", var.name))
    error_message = "name must have 3 to 32 lower-case letters, digits or hyphens, and begin with a letter."
  }
}

variable "location" {
  description = "Hetzner location of server, volume and bucket. Example: fsn1"
  type        = string
  default     = "fsn1"

  validation {
    condition     = contains(["fsn1", "nbg1", "hel1"], var.location)
    error_message = "location must be fsn1, nbg1 or hel1: only these have Object Storage."
  }
}

variable "architecture" {
  description = "Processor of the server: x86 or arm. The release must be built for it."
  type        = string
  default     = "x86"

  validation {
    condition     = contains(["x86", "arm"], var.architecture)
    error_message = "architecture must be x86 or arm."
  }
}

variable "server_type" {
  description = "Hetzner server type. Null takes the smallest that carries the load. Example: cx23"
  type        = string
  default     = null

  validation {
    condition     = var.server_type == null ? true : can(regex("^c[a-z]{1,2}[0-9]{2}$", var.server_type))
    error_message = "server_type must be the name of a Hetzner server type, such as cx23 or cax11."
  }
}

variable "image" {
  description = "Operating system. The release needs at least its glibc, and Redis 7.0. Example: debian-12"
  type        = string
  default     = "debian-12"

  validation {
    condition     = contains(["debian-12", "debian-13", "ubuntu-24.04"], var.image)
    error_message = "image must be debian-12, debian-13 or ubuntu-24.04."
  }
}

variable "events_per_day" {
  description = "Events that the network is expected to have in a day. Sizes the server and the volume. Example: 8100000"
  type        = number
  default     = 8100000

  validation {
    condition     = var.events_per_day >= 100000 && var.events_per_day <= 100000000
    error_message = "events_per_day must lie between 100,000 and 100,000,000."
  }
}

variable "volume_size_gb" {
  description = "Size of the volume for Redis' append-only file, in GB. Null takes what an outage of a day needs. Example: 10"
  type        = number
  default     = null

  validation {
    condition     = var.volume_size_gb == null ? true : var.volume_size_gb >= 10 && var.volume_size_gb <= 10240
    error_message = "volume_size_gb must lie between 10 and 10240, Hetzner's bounds."
  }
}

variable "network_cidr" {
  description = "Addresses of the private network. Example: 10.40.0.0/16"
  type        = string
  default     = "10.40.0.0/16"

  validation {
    condition     = can(cidrsubnet(var.network_cidr, 8, 1))
    error_message = "network_cidr must be a private IPv4 range with at least 8 bits left, such as 10.40.0.0/16."
  }
}

variable "ssh_public_keys" {
  description = "SSH keys of the administrators, by name. Example: { anna = \"ssh-ed25519 AAAA... anna\" }"
  type        = map(string)

  validation {
    condition     = length(var.ssh_public_keys) > 0
    error_message = "ssh_public_keys must have at least one key: without one nobody can log in."
  }

  validation {
    condition     = alltrue([for key in values(var.ssh_public_keys) : can(regex("^(ssh|ecdsa|sk-)[^ ]* [A-Za-z0-9+/=]+", key))])
    error_message = "ssh_public_keys must be public keys in OpenSSH's format, such as 'ssh-ed25519 AAAA...'."
  }
}

variable "admin_cidrs" {
  description = "Addresses that may reach SSH. Example: [\"198.51.100.7/32\"]"
  type        = list(string)

  validation {
    condition     = length(var.admin_cidrs) > 0 && alltrue([for cidr in var.admin_cidrs : can(cidrhost(cidr, 0))])
    error_message = "admin_cidrs must have at least one range in CIDR form, such as 198.51.100.7/32 or 2001:db8::/64."
  }
}

variable "domain" {
  description = "Host name under which search and export are reached. Example: sky.example.org"
  type        = string

  validation {
    condition     = can(regex("^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$", var.domain))
    error_message = "domain must be a full host name in lower case, such as sky.example.org."
  }
}

variable "dns_zone" {
  description = "Zone in Hetzner DNS that holds the domain. Null makes no records: the output dns_records says which to make. Example: example.org"
  type        = string
  default     = null

  validation {
    condition     = var.dns_zone == null ? true : var.domain == var.dns_zone || endswith(var.domain, ".${var.dns_zone}")
    error_message = "dns_zone must be the domain itself or the end of it."
  }
}

variable "bucket" {
  description = "Name of the bucket. All of Object Storage shares its names. Example: example-org-skytrove"
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.bucket))
    error_message = "bucket must have 3 to 63 lower-case letters, digits or hyphens."
  }
}

variable "s3_endpoint" {
  description = "URL of the S3 server. Null takes Hetzner's of the location. Example: https://fsn1.your-objectstorage.com"
  type        = string
  default     = null

  validation {
    condition     = var.s3_endpoint == null ? true : can(regex("^https?://[^/?#@]+$", var.s3_endpoint))
    error_message = "s3_endpoint must be a URL without a path, such as https://fsn1.your-objectstorage.com."
  }
}

variable "s3_project" {
  description = "Number of the Hetzner project that owns the bucket. With it, the functions' key can only read. Example: 1234567"
  type        = string
  default     = null

  validation {
    condition     = var.s3_project == null ? true : can(regex("^[0-9]+$", var.s3_project))
    error_message = "s3_project must be a number; the URL of the project in Hetzner's console has it."
  }
}

variable "s3_reader_access_key" {
  description = "Access key (not the secret one) of the functions, which the bucket's policy restricts to reading"
  type        = string
  default     = null
}

variable "release_url" {
  description = "Where the server gets the archive of binaries. Example: https://example.org/skytrove-0.1.0-linux-x86_64.tar.gz"
  type        = string

  validation {
    condition     = can(regex("^https?://[^ '\"]+\\.tar\\.gz$", var.release_url))
    error_message = "release_url must be the URL of a .tar.gz."
  }
}

variable "release_sha256" {
  description = "SHA-256 of that archive, 64 hexadecimal digits. The server refuses any other"
  type        = string

  validation {
    condition     = can(regex("^[0-9a-f]{64}$", var.release_sha256))
    error_message = "release_sha256 must have 64 lower-case hexadecimal digits; sha256sum prints them."
  }
}

variable "alert_email" {
  description = "Who is told when a job fails. Null tells nobody by mail. Example: admin@example.org"
  type        = string
  default     = null

  validation {
    condition     = var.alert_email == null ? true : can(regex("^[^@ '\"]+@[^@ '\"]+$", var.alert_email))
    error_message = "alert_email must be a mail address."
  }
}

variable "install_credentials" {
  description = "Bring the S3 keys to the server over SSH. False leaves that to `skytrove-admin credentials` on the server"
  type        = bool
  default     = true
}

variable "credentials_version" {
  description = "Raise it to bring changed keys to the server"
  type        = number
  default     = 1
}

# Secrets are ephemeral: Terraform forgets them, so they are in no state and no plan.

variable "s3_writer" {
  description = "S3 keys of ingestor and jobs"
  type        = object({ access_key = string, secret_key = string })
  ephemeral   = true
  sensitive   = true
  default     = null
}

variable "s3_reader" {
  description = "S3 keys of search and export. Null takes those of s3_writer"
  type        = object({ access_key = string, secret_key = string })
  ephemeral   = true
  sensitive   = true
  default     = null
}
