#!/usr/bin/env python3
"""Writes Grafana's dashboards from panels.json.

    dashboards.py           writes them
    dashboards.py --check   writes nothing; ends with 1 and their names if any differs
"""
import json
import pathlib
import sys

FOLDER = pathlib.Path(__file__).resolve().parent
SOURCE = {"type": "prometheus", "uid": "skytrove-prometheus"}
COLUMNS = 24
SIZES = {"stat": (6, 4), "timeseries": (12, 8)}


def thresholds(limits):
    """Green, from the first limit on yellow, from the second on red; None for a panel without."""
    steps = [{"color": "green", "value": None}]
    if limits:
        steps += [{"color": "yellow", "value": limits[0]}, {"color": "red", "value": limits[1]}]
    return {"mode": "absolute", "steps": steps}


def panel(number, place, table):
    form = table.get("form", "timeseries")
    drawing = {"drawStyle": "line", "lineWidth": 1, "fillOpacity": 10, "showPoints": "auto",
               "stacking": {"mode": "normal" if table.get("stack") else "none", "group": "A"}}
    options = {
        "stat": {"colorMode": "value", "graphMode": "none", "textMode": table.get("text", "auto"),
                 "reduceOptions": {"calcs": ["lastNotNull"], "fields": "", "values": False}},
        "timeseries": {"legend": {"displayMode": "list", "placement": "bottom", "showLegend": True},
                       "tooltip": {"mode": "multi", "sort": "desc"}},
    }
    return {
        "id": number,
        "type": form,
        "title": table["title"],
        "description": table.get("does", ""),
        "datasource": SOURCE,
        "gridPos": place,
        "targets": [{"refId": chr(ord("A") + index), "datasource": SOURCE, "expr": expression, "legendFormat": legend}
                    for index, (legend, expression) in enumerate(table["queries"].items())],
        "fieldConfig": {
            "defaults": {"unit": table["unit"], "thresholds": thresholds(table.get("limits")),
                         "custom": drawing if form == "timeseries" else {}},
            "overrides": [],
        },
        "options": options[form],
    }


def panels(tables):
    """From left to right, then down; a row is as high as what stands in it."""
    x = y = height = 0
    for number, table in enumerate(tables, start=1):
        w, h = SIZES[table.get("form", "timeseries")]
        if x + w > COLUMNS or (x and h != height):
            x, y = 0, y + height
        height = h
        yield panel(number, {"x": x, "y": y, "w": w, "h": h}, table)
        x += w


def dashboard(table):
    return {
        "uid": f"skytrove-{table['name']}",
        "title": table["title"],
        "description": table["does"],
        "tags": ["skytrove"],
        "schemaVersion": 39,
        "editable": False,
        "timezone": "utc",
        "refresh": "1m",
        "time": {"from": "now-24h", "to": "now"},
        "links": [{"type": "dashboards", "title": "skytrove", "tags": ["skytrove"], "asDropdown": False, "keepTime": True}],
        "panels": list(panels(table["panels"])),
    }


def main():
    tables = json.loads((FOLDER / "panels.json").read_text())["dashboards"]
    files = {f"dashboards/{table['name']}.json": json.dumps(dashboard(table), indent=2) + "\n" for table in tables}
    if sys.argv[1:] == ["--check"]:
        stale = [name for name, text in files.items()
                 if not (FOLDER / name).exists() or (FOLDER / name).read_text() != text]
        print("\n".join(stale), end="\n" if stale else "")
        return 1 if stale else 0
    for name, text in files.items():
        (FOLDER / name).write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
