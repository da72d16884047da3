variable "name" {
  description = "Name of network and firewall"
  type        = string
}

variable "cidr" {
  description = "Addresses of the network"
  type        = string
}

variable "admin_cidrs" {
  description = "Addresses that may reach SSH"
  type        = list(string)
}

variable "labels" {
  description = "Labels of all resources"
  type        = map(string)
}
