output "monthly_eur" {
  description = "Euros a month without VAT, by component and in all, when the lake holds a year"
  value = merge(
    { for component, eur in local.components : component => format("%.2f", eur) },
    {
      total        = format("%.2f", sum(values(local.components)))
      lake_gb      = format("%.0f", local.lake_gb)
      prices_as_of = local.prices.as_of
    },
  )
}
