import { useEffect, useState } from "preact/hooks";
import type { Failure as FailureType } from "../api/failure.ts";

/** Why there is no answer, in the function's own words, and what one can do. */
export function Failure({ failure, again }: { failure: FailureType | null; again: () => void }) {
  return (
    <div class="state failed" role="alert">
      <h3>{heading(failure)}</h3>
      <Details failure={failure} />
      <Again seconds={failure?.kind === "problem" ? (failure.retryAfter ?? 0) : 0} again={again} />
    </div>
  );
}

function heading(failure: FailureType | null): string {
  switch (failure?.kind) {
    case "problem":
      return failure.status === 400 ? "This cannot be asked" : failure.title;
    case "offline":
      return "You are offline";
    case "unreachable":
      return "The function does not answer";
    case "unreadable":
      return "This is no function’s answer";
    default:
      return "Stopped";
  }
}

function Details({ failure }: { failure: FailureType | null }) {
  switch (failure?.kind) {
    case "problem":
      return (
        <>
          {failure.detail !== null && (
            <p>
              <bdi>{failure.detail}</bdi>
            </p>
          )}
          {failure.accepts !== null && (
            <p>
              {failure.parameter !== null && <code>{failure.parameter}</code>}: <bdi>{failure.accepts}</bdi>
            </p>
          )}
          {failure.errorId !== null && (
            <p>
              Report it with the number <code>{failure.errorId}</code>.
            </p>
          )}
        </>
      );
    case "offline":
      return <p>What you asked is still in the address. It can be asked again when the connection is back.</p>;
    case "unreachable":
      return <p>It may be starting, or the network is in the way. Nothing of your search is lost.</p>;
    case "unreadable":
      return <p>Something answered with status {failure.status}, but not as a function does. Is config.json right?</p>;
    default:
      return <p>You stopped this search.</p>;
  }
}

/** A button that waits as long as the function asked for. */
function Again({ seconds, again }: { seconds: number; again: () => void }) {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    setLeft(seconds);
    const timer = setInterval(() => setLeft((before) => Math.max(0, before - 1)), 1000);
    return () => clearInterval(timer);
  }, [seconds]);
  return (
    <button type="button" disabled={left > 0} onClick={again}>
      {left > 0 ? `Try again in ${left} s` : "Try again"}
    </button>
  );
}
