#!/usr/bin/env python3
"""Which server carries so many events a day, and what that costs a month.

usage: ./skytrove capacity [EVENTS_PER_DAY...] [--architecture x86|arm]
       capacity.py --prometheus [--server TYPE] [--volume-gb N] [--budget-gb N]

Prints a table, by default for 8.1 and 50 million events a day (a quiet day of the network, and the busiest so far), and
last one line of JSON. It computes from measured figures and from prices, each with its date: deploy/capacity.json and
terraform/modules/cost/prices.json. The second form prints what a server costs as metrics for Prometheus.

Exit codes: 0 done, 2 usage.
"""
import argparse
import json
import math
import pathlib
import sys

FOLDER = pathlib.Path(__file__).resolve().parent
DEFAULT = [8_100_000, 50_000_000]
DAY_S = 86_400
# A release has a copy beside this file.
PRICES = [FOLDER / "prices.json", FOLDER / "../terraform/modules/cost/prices.json"]


def load():
    prices = next(path for path in PRICES if path.exists())
    return json.loads((FOLDER / "capacity.json").read_text()), json.loads(prices.read_text())


class Need:
    """What a number of events a day takes."""

    def __init__(self, events, table):
        measured = {name: figure["value"] for name, figure in table["measured"].items()}
        rules = table["rules"]
        self.events = events
        self.processors = events / 1e6 / DAY_S * (
            measured["ingestor_cpu_s_per_million"] + measured["flush_cpu_s_per_million"])
        waiting = events * rules["outage_hours"] / 24 * measured["redis_bytes_per_event"] / 1e9
        self.redis_gb = waiting + measured["redis_fixed_mb"] / 1e3
        self.memory_gb = self.redis_gb + sum(
            measured[name] for name in ("ingestor_mb", "flush_mb", "functions_mb")) / 1e3 + rules["system_mb"] / 1e3
        # The append-only file of a day, which is rewritten beside itself.
        self.volume_gb = max(rules["volume_least_gb"], math.ceil(
            events * measured["redis_bytes_per_event"] * rules["volume_times"] / 1e9))
        self.lake_gb_a_year = events * 365 * measured["lake_bytes_per_event"] / 1e9

    def fits(self, server, rules):
        # Redis gets half of the memory.
        return (self.processors <= server["cores"] * rules["processor_share"]
                and self.memory_gb <= server["memory_gb"] and self.redis_gb <= server["memory_gb"] / 2)


def choose(need, architecture, table):
    """The smallest server that carries it; None if the table has none."""
    servers = [(name, server) for name, server in table["servers"].items() if server["architecture"] == architecture]
    return next((name for name, server in sorted(servers, key=lambda entry: entry[1]["memory_gb"])
                 if need.fits(server, table["rules"])), None)


def costs(need, server, prices):
    """Euros a month by component, when the lake holds a year."""
    return {
        "server": prices["server_eur"][server],
        "ipv4": prices["ipv4_eur"],
        "volume": need.volume_gb * prices["volume_eur_per_gb"],
        "storage": prices["storage_base_eur"]
        + max(0, need.lake_gb_a_year - prices["storage_included_gb"]) * prices["storage_eur_per_gb"],
    }


def row(events, architecture, table, prices):
    need = Need(events, table)
    server = choose(need, architecture, table)
    line = {
        "events_per_day": events, "events_per_second": round(events / DAY_S), "server": server,
        "processors": round(need.processors, 3), "memory_gb": round(need.memory_gb, 2), "volume_gb": need.volume_gb,
        "lake_gb_a_year": round(need.lake_gb_a_year),
    }
    if server:
        euros = costs(need, server, prices)
        line["monthly_eur"] = {name: round(value, 2) for name, value in euros.items()}
        line["monthly_eur"]["total"] = round(sum(euros.values()), 2)
    return line


def text(line, table):
    if line["server"] is None:
        return f"| {line['events_per_day'] / 1e6:,.1f} million | more than one server carries |"
    server = table["servers"][line["server"]]
    euros = line["monthly_eur"]
    return (f"| {line['events_per_day'] / 1e6:,.1f} million | {line['events_per_second']:,} | "
            f"{line['processors'] / server['cores']:.1%} | {line['memory_gb']:.1f} GB | "
            f"{line['server']} ({server['cores']} cores, {server['memory_gb']} GB) | {line['volume_gb']} GB | "
            f"{line['lake_gb_a_year']:,} GB | {euros['server']:.2f} + {euros['ipv4']:.2f} + {euros['volume']:.2f} + "
            f"{euros['storage']:.2f} = **{euros['total']:.2f}** |")


def show(events, architecture):
    table, prices = load()
    lines = [row(number, architecture, table, prices) for number in events]
    dates = sorted(figure["date"] for figure in table["measured"].values())
    print("| events a day | a second | processor | memory | server | volume | lake after a year "
          "| € a month: server + address + volume + storage |")
    print("| ---: | ---: | ---: | ---: | --- | ---: | ---: | --- |")
    for line in lines:
        print(text(line, table))
    print(f"\nPrices of {prices['as_of']}, without VAT, when the lake holds a year; measured from {dates[0]} to {dates[-1]}. "
          f"Redis has room for {table['rules']['outage_hours']} hours in which the bucket is away.")
    print(json.dumps({"prices_as_of": prices["as_of"], "measured": [dates[0], dates[-1]], "rows": lines}))


def metrics(server, volume_gb, budget_gb):
    _, prices = load()
    if server and server not in prices["server_eur"]:
        print(f"capacity: no price of the server type {server} is known; its cost is left out", file=sys.stderr)
    values = {
        'skytrove_site_monthly_euros{component="server"}': prices["server_eur"].get(server),
        'skytrove_site_monthly_euros{component="ipv4"}': prices["ipv4_eur"],
        'skytrove_site_monthly_euros{component="volume"}': round(volume_gb * prices["volume_eur_per_gb"], 4),
        "skytrove_site_bucket_base_euros": prices["storage_base_eur"],
        "skytrove_site_bucket_euros_per_gb": prices["storage_eur_per_gb"],
        "skytrove_site_bucket_included_bytes": prices["storage_included_gb"] * 10**9,
        "skytrove_site_bucket_budget_bytes": budget_gb * 10**9,
    }
    seen = set()
    for name, value in values.items():
        metric = name.partition("{")[0]
        if value is None:
            continue
        if metric not in seen:
            print(f"# TYPE {metric} gauge")
        seen.add(metric)
        print(f"{name} {value}")


def positive(number):
    value = int(number)
    if not 1 <= value <= 10**12:
        raise argparse.ArgumentTypeError(f"'{number}' is not a number of events from 1 to 10^12")
    return value


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1].split("\n\n")[0], add_help=False)
    parser.add_argument("events", nargs="*", type=positive)
    parser.add_argument("--architecture", choices=["x86", "arm"], default="x86")
    parser.add_argument("--prometheus", action="store_true")
    parser.add_argument("--server", default="")
    parser.add_argument("--volume-gb", type=int, default=0)
    parser.add_argument("--budget-gb", type=int, default=1000)
    parser.add_argument("--help", action="store_true")
    options = parser.parse_args()
    if options.help:
        print(__doc__)
    elif options.prometheus:
        metrics(options.server, options.volume_gb, options.budget_gb)
    else:
        show(options.events or DEFAULT, options.architecture)


if __name__ == "__main__":
    main()
