# Made by deploy/schedules.py from schedules.json: change them, not this file.
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


@flow(name="skytrove-flush", retries=2, retry_delay_seconds=15, timeout_seconds=1200)
def flush():
    """Moves what is in Redis to the bucket."""
    return run("flush")


@flow(name="skytrove-compact", retries=2, retry_delay_seconds=15, timeout_seconds=3000)
def compact():
    """Merges the files of each hour that is over into one."""
    return run("compact")


@flow(name="skytrove-compact-rewrite", retries=2, retry_delay_seconds=15, timeout_seconds=18000)
def compact_rewrite():
    """Rewrites the hours of which many posts have been deleted."""
    return run("compact", "--rewrite")


@flow(name="skytrove-ttl", retries=2, retry_delay_seconds=15, timeout_seconds=3600)
def ttl():
    """Deletes what is older than it must be kept."""
    return run("ttl")


@flow(name="skytrove-snapshot", retries=2, retry_delay_seconds=15, timeout_seconds=14400)
def snapshot():
    """Names all files of the lake, with checksums."""
    return run("snapshot")


@flow(name="skytrove-feeds", retries=1, retry_delay_seconds=15, timeout_seconds=3000)
def feeds():
    """Writes feeds from the lake."""
    return run("feeds")


if __name__ == "__main__":
    serve(
        flush.to_deployment(name="flush", cron="*/5 * * * *"),
        compact.to_deployment(name="compact", cron="20 * * * *"),
        compact_rewrite.to_deployment(name="compact-rewrite", cron="40 3 * * *"),
        ttl.to_deployment(name="ttl", cron="40 4 * * *"),
        snapshot.to_deployment(name="snapshot", cron="0 7,19 * * *"),
        feeds.to_deployment(name="feeds", cron="35 * * * *"),
    )
