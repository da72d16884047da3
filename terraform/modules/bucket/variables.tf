variable "name" {
  description = "Name of the bucket"
  type        = string
}

variable "project" {
  description = "Number of the Hetzner project; null makes no policy"
  type        = string
}

variable "reader_access_key" {
  description = "The access key that may only read; null makes no policy"
  type        = string
}
