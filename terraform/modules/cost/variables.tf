variable "server_type" {
  description = "Hetzner server type; prices.json must have it"
  type        = string
}

variable "volume_size_gb" {
  description = "Size of the volume in GB"
  type        = number
}

variable "events_per_day" {
  description = "Events that are stored in a day"
  type        = number
}
