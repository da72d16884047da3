output "skytrove" {
  description = "URLs, bucket, server, DNS records and monthly cost"
  value       = module.skytrove
}
