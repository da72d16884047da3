# What the module asks for is described and checked there: ../../variables.tf.

variable "hcloud_token" {
  description = "Token of the Hetzner Cloud API. Set it as TF_VAR_hcloud_token"
  type        = string
  ephemeral   = true
  sensitive   = true
}

variable "hcloud_endpoint" {
  description = "URL of the Hetzner Cloud API; null is Hetzner's own"
  type        = string
  default     = null
}

variable "s3_admin" {
  description = "S3 keys that make the bucket. Set them as TF_VAR_s3_admin='{access_key=\"...\",secret_key=\"...\"}'"
  type        = object({ access_key = string, secret_key = string })
  ephemeral   = true
  sensitive   = true
}

variable "s3_writer" {
  description = "S3 keys of ingestor and jobs. Set them as TF_VAR_s3_writer"
  type        = object({ access_key = string, secret_key = string })
  ephemeral   = true
  sensitive   = true
  default     = null
}

variable "s3_reader" {
  description = "S3 keys of search and export. Set them as TF_VAR_s3_reader; null takes those of s3_writer"
  type        = object({ access_key = string, secret_key = string })
  ephemeral   = true
  sensitive   = true
  default     = null
}

variable "location" {
  description = "Hetzner location"
  type        = string
  default     = "fsn1"
}

variable "architecture" {
  description = "x86 or arm"
  type        = string
  default     = "x86"
}

variable "events_per_day" {
  description = "Events that the network is expected to have in a day"
  type        = number
  default     = 8100000
}

variable "ssh_public_keys" {
  description = "SSH keys of the administrators, by name"
  type        = map(string)
}

variable "admin_cidrs" {
  description = "Addresses that may reach SSH"
  type        = list(string)
}

variable "domain" {
  description = "Host name under which search and export are reached"
  type        = string
}

variable "dns_zone" {
  description = "Zone in Hetzner DNS; null only prints the records"
  type        = string
  default     = null
}

variable "bucket" {
  description = "Name of the bucket"
  type        = string
}

variable "s3_endpoint" {
  description = "URL of the S3 server; null is Hetzner's of the location"
  type        = string
  default     = null
}

variable "s3_project" {
  description = "Number of the Hetzner project that owns the bucket"
  type        = string
  default     = null
}

variable "s3_reader_access_key" {
  description = "Access key of the functions, which may only read"
  type        = string
  default     = null
}

variable "release_url" {
  description = "Where the server gets the archive of binaries"
  type        = string
}

variable "release_sha256" {
  description = "SHA-256 of that archive"
  type        = string
}

variable "alert_email" {
  description = "Who is told when a job fails"
  type        = string
  default     = null
}

variable "install_credentials" {
  description = "Bring the S3 keys to the server over SSH"
  type        = bool
  default     = true
}

variable "credentials_version" {
  description = "Raise it to bring changed keys to the server"
  type        = number
  default     = 1
}
