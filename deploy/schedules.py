#!/usr/bin/env python3
"""Writes the files that run the jobs, for four schedulers, from schedules.json.

    schedules.py           writes them
    schedules.py --check   writes nothing; ends with 1 and their names if any differs
"""
import json
import pathlib
import sys

BIN = "/opt/skytrove/current/deploy/bin"
FOLDER = pathlib.Path(__file__).resolve().parent
MADE = "Made by deploy/schedules.py from schedules.json: change them, not this file."


def hours_and_minute(every):
    """The hours, commas between, and the one minute of a job's times of day."""
    times = [time.split(":") for time in (every["at"] if isinstance(every["at"], list) else [every["at"]])]
    minutes = {minute for _, minute in times}
    if len(minutes) != 1:
        raise ValueError(f"a job's times have one minute: {every['at']}")
    return [hour for hour, _ in times], minutes.pop()


def calendar(every):
    """When a job runs, as systemd writes it; in UTC."""
    if "minutes" in every:
        return f"*:0/{every['minutes']}"
    if "minute" in every:
        return f"*:{every['minute']:02}"
    hours, minute = hours_and_minute(every)
    return f"*-*-* {','.join(hours)}:{minute}:00 UTC"


def cron(every):
    """The same as the first five fields of a crontab."""
    if "minutes" in every:
        return f"*/{every['minutes']} * * * *"
    if "minute" in every:
        return f"{every['minute']} * * * *"
    hours, minute = hours_and_minute(every)
    return f"{int(minute)} {','.join(str(int(hour)) for hour in hours)} * * *"


def command(job):
    """The program and its arguments."""
    return job.get("command", job["name"])


def service(job):
    credentials = "\n".join(
        f"LoadCredential={name}.env:/etc/skytrove/credentials/{name}.env" for name in job["credentials"])
    cache = f"\nCacheDirectory=skytrove-{job['name']}\nCacheDirectoryMode=0700" if job.get("cache") else ""
    return f"""# {MADE}
[Unit]
Description=skytrove {job['name']}: {job['does']}
After=network-online.target redis-server.service
ConditionPathExists=/etc/skytrove/credentials/writer.env
# The timer starts it as often as it says.
StartLimitIntervalSec=0

[Service]
Type=oneshot
ExecStart={BIN}/with-credentials {BIN}/retry {job['retries']} /opt/skytrove/current/bin/{command(job)}
{credentials}
# Another run that holds the lease is no failure.
SuccessExitStatus=75
TimeoutStartSec={job['time_limit_minutes']}min
MemoryMax={job['memory']}{cache}
# How the run ended, for Prometheus; its user must be able to read it.
Environment=SKYTROVE_METRICS_DIR=/var/lib/skytrove-metrics
SupplementaryGroups=skytrove-metrics
ReadWritePaths=/var/lib/skytrove-metrics
UMask=0022
"""


def timer(job):
    return f"""# {MADE}
[Unit]
Description=skytrove {job['name']}, by the clock

[Timer]
OnCalendar={calendar(job['every'])}
Persistent=true
AccuracySec=1s

[Install]
WantedBy=timers.target
"""


def crontab(jobs):
    lines = [f"{cron(job['every'])} . $HOME/skytrove.env && timeout {job['time_limit_minutes']}m skytrove/bin/{command(job)}"
             for job in jobs]
    return "\n".join([
        f"# {MADE}",
        "# `crontab deploy/cron/crontab`, where skytrove/ and skytrove.env, with `export NAME=value` lines, lie in the home",
        "# directory. A run that finds another one at work ends by itself, with exit code 75.",
        "CRON_TZ=UTC", *lines, ""])


def sbatch(job):
    return f"""#!/bin/sh
# {MADE}
#SBATCH --job-name=skytrove-{job['name']}
#SBATCH --time={job['time_limit_minutes']}
#SBATCH --ntasks=1
#SBATCH --mem={job['memory']}
#SBATCH --dependency=singleton
set -eu
# shellcheck disable=SC1091
. "$HOME/skytrove.env"
code=0
"$HOME/skytrove/bin/{command(job).replace(' ', '" ', 1)}{'' if ' ' in command(job) else '"'} || code=$?
[ "$code" -eq 75 ] || exit "$code"
"""


def scrontab(jobs):
    lines = []
    for job in jobs:
        lines += [f"#SCRON --time={job['time_limit_minutes']}", f"#SCRON --mem={job['memory']}",
                  f"{cron(job['every'])} $HOME/skytrove/deploy/slurm/{job['name']}.sbatch"]
    return "\n".join([f"# {MADE}", "# `scrontab deploy/slurm/scrontab`", *lines, ""])


def prefect(jobs):
    flows = "\n\n\n".join(f'''@flow(name="skytrove-{job['name']}", retries={job['retries']}, retry_delay_seconds=15, timeout_seconds={job['time_limit_minutes'] * 60})
def {job['name'].replace('-', '_')}():
    """{job['does'][0].upper()}{job['does'][1:]}."""
    return run({", ".join(f'"{part}"' for part in command(job).split())})''' for job in jobs)
    served = "\n".join(
        f'        {job["name"].replace("-", "_")}.to_deployment(name="{job["name"]}", cron="{cron(job["every"])}"),'
        for job in jobs)
    return f'''# {MADE}
"""The jobs as Prefect flows, for your own Prefect: `SKYTROVE_BIN=/opt/skytrove/current/bin python flows.py`."""
import json
import os
import subprocess

from prefect import flow, serve

LEASE_HELD = 75


def run(job, *arguments):
    """Runs a job; returns its summary, or None if another run was at work. Raises if it failed."""
    done = subprocess.run([os.path.join(os.environ["SKYTROVE_BIN"], job), *arguments], stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode == LEASE_HELD:
        return None
    done.check_returncode()
    return json.loads(done.stdout.splitlines()[-1])


{flows}


if __name__ == "__main__":
    serve(
{served}
    )
'''


def files(jobs):
    made = {"cron/crontab": crontab(jobs), "slurm/scrontab": scrontab(jobs), "prefect/flows.py": prefect(jobs)}
    for job in jobs:
        made[f"systemd/skytrove-{job['name']}.service"] = service(job)
        made[f"systemd/skytrove-{job['name']}.timer"] = timer(job)
        made[f"slurm/{job['name']}.sbatch"] = sbatch(job)
    return made


def main(arguments):
    if arguments not in ([], ["--check"]):
        print(__doc__, file=sys.stderr)
        return 2
    made = files(json.loads((FOLDER / "schedules.json").read_text())["jobs"])
    stale = [name for name, text in made.items()
             if not (FOLDER / name).exists() or (FOLDER / name).read_text() != text]
    if not arguments:
        for name in stale:
            (FOLDER / name).write_text(made[name])
        return 0
    for name in stale:
        print(f"deploy/{name} is not what schedules.json says; run deploy/schedules.py", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
