variable "zone" {
  description = "Name of the zone"
  type        = string
}

variable "records" {
  description = "A record for each type, with its full host name and value"
  type        = map(object({ name = string, value = string }))
}
