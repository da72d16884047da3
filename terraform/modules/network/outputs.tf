output "subnet_id" {
  description = "The subnet that servers join"
  value       = hcloud_network_subnet.this.id
}

output "firewall_id" {
  description = "The firewall that servers stand behind"
  value       = hcloud_firewall.this.id
}
