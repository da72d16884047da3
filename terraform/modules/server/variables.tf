variable "name" {
  description = "Name of the server, its volume and its addresses"
  type        = string
}

variable "location" {
  description = "Hetzner location"
  type        = string
}

variable "server_type" {
  description = "Hetzner server type"
  type        = string
}

variable "image" {
  description = "Operating system"
  type        = string
}

variable "volume_size_gb" {
  description = "Size of the volume in GB"
  type        = number
}

variable "subnet_id" {
  description = "The subnet that the server joins"
  type        = string
}

variable "firewall_id" {
  description = "The firewall that the server stands behind"
  type        = number
}

variable "ssh_public_keys" {
  description = "SSH keys of the administrators, by name"
  type        = map(string)
}

variable "labels" {
  description = "Labels of all resources"
  type        = map(string)
}

variable "domain" {
  description = "Host name that Caddy gets a certificate for"
  type        = string
}

variable "storage" {
  description = "Where the lake is: s3://bucket/prefix"
  type        = string
}

variable "s3_endpoint" {
  description = "URL of the S3 server"
  type        = string
}

variable "s3_region" {
  description = "Region that S3 requests are signed for"
  type        = string
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
  description = "Who is told when a job fails; null for nobody"
  type        = string
}

variable "install_credentials" {
  description = "Whether the S3 keys are brought to the server over SSH"
  type        = bool
}

variable "credentials_version" {
  description = "Brings the keys anew when it changes"
  type        = number
}

variable "s3_writer" {
  description = "S3 keys of ingestor and jobs"
  type        = object({ access_key = string, secret_key = string })
  ephemeral   = true
  sensitive   = true
}

variable "s3_reader" {
  description = "S3 keys of search and export; null for those of s3_writer"
  type        = object({ access_key = string, secret_key = string })
  ephemeral   = true
  sensitive   = true
}
