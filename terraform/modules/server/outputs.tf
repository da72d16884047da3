output "ipv4_address" {
  description = "Public IPv4 address"
  value       = hcloud_primary_ip.this["ipv4"].ip_address
}

output "ipv6_address" {
  description = "Public IPv6 address"
  value       = hcloud_server.this.ipv6_address
}
