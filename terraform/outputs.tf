output "urls" {
  description = "Where the system answers"
  value = {
    search = "https://${var.domain}/search"
    export = "https://${var.domain}/export"
  }
}

output "bucket" {
  description = "Where the lake is, for DuckDB, Spark and pandas"
  value       = { name = module.bucket.name, endpoint = local.s3_endpoint, storage = "s3://${module.bucket.name}/skytrove" }
}

output "server" {
  description = "The server"
  value = {
    type = local.server_type
    ipv4 = module.server.ipv4_address
    ipv6 = module.server.ipv6_address
    ssh  = "ssh root@${module.server.ipv4_address}"
  }
}

output "dns_records" {
  description = "Records of the domain. With dns_zone set they exist; without it, make them at your DNS provider"
  value       = local.dns_records
}

output "monthly_cost_eur" {
  description = "What the system costs a month in euros, without VAT, by component, in its first year's last month"
  value       = module.cost.monthly_eur
}
