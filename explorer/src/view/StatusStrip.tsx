import type { Coverage, Events } from "../api/types.ts";
import { age, instant, readable } from "../query/time.ts";
import { now, online, status, statusFailed } from "../store/session.ts";
import { about, exactly } from "./events.ts";

const LATE_SECONDS = 900;

/** How fresh the lake is. */
export function StatusStrip() {
  const known = status.value;
  return (
    <footer class="status">
      {!online.value && <span class="late">offline</span>}
      {online.value && statusFailed.value && <span class="late">the functions do not answer</span>}
      {known !== null && (
        <>
          <Fact name="newest post" value={known.newest_event} late={(known.lag_seconds ?? 0) > LATE_SECONDS} />
          <Fact name="last flush" value={known.last_flush} late={false} />
          <EventCount events={known.events} />
          <span>
            {known.hours.toLocaleString("en")} hours in {known.files.toLocaleString("en")} files
          </span>
          <LastDay coverage={known.last_day} />
          <span>skytrove {known.version}</span>
        </>
      )}
      <span class="promise">No cookies, no tracking, no request to anybody else.</span>
    </footer>
  );
}

/** How many events the lake has; nothing where nobody knows. */
function EventCount({ events }: { events: Events | null }) {
  if (events === null) {
    return null;
  }
  return <span title={exactly(events)}>{about(events)}</span>;
}

/** How many of the last 24 hours are certified complete; nothing where no certificates are kept. */
function LastDay({ coverage }: { coverage: Coverage | null }) {
  if (coverage === null || coverage.complete_hours + coverage.incomplete_hours === 0) {
    return null;
  }
  const hours = coverage.complete_hours + coverage.incomplete_hours + coverage.unknown_hours;
  return (
    <span class={coverage.complete ? "" : "late"}>
      {coverage.complete_hours} of the last {hours} hours complete
    </span>
  );
}

function Fact({ name, value, late }: { name: string; value: string | null; late: boolean }) {
  const time = instant(value ?? "", now.value);
  if (time === null) {
    return null;
  }
  return (
    <span class={late ? "late" : ""} title={readable(time, { seconds: true })}>
      {name} {age(now.value - time)} ago
    </span>
  );
}
