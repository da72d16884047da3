import { computed } from "@preact/signals";
import { useLayoutEffect, useState } from "preact/hooks";
import type { Feature } from "../api/types.ts";
import { type Scale, scaleOf, spanOf, withSpan } from "../query/features.ts";
import { ask, query } from "../store/navigation.ts";
import { status } from "../store/session.ts";

/** What the lake has features of that differ; a function of an older version tells none. */
const sliders = computed(() =>
  (status.value?.features ?? []).flatMap((feature) => {
    const scale = scaleOf(feature);
    return scale === null ? [] : [{ feature, scale }];
  }),
);

/** Whether there is anything to slide. */
export const hasSliders = computed(() => sliders.value.length > 0);

export function FeatureSliders() {
  return (
    <section class="sliders" aria-label="Features of posts">
      {sliders.value.map(({ feature, scale }) => (
        <Slider key={feature.name} feature={feature} scale={scale} />
      ))}
    </section>
  );
}

/** Two ends of a range. One at its own end of the scale asks for nothing, so that posts without a value are found, too. */
function Slider({ feature, scale }: { feature: Feature; scale: Scale }) {
  const { name } = feature;
  const asked = query.value.features.map(spanOf).find((span) => span?.name === name);
  const askedLow = asked?.low ?? scale.least;
  const askedHigh = asked?.high ?? scale.greatest;
  const [low, setLow] = useState(askedLow);
  const [high, setHigh] = useState(askedHigh);
  // Before anything is painted: nobody sees, or lets go of, an end that is not where the address has it.
  useLayoutEffect(() => {
    setLow(askedLow);
    setHigh(askedHigh);
  }, [askedLow, askedHigh]);
  const change = (least: number, greatest: number) =>
    ask({
      features: withSpan(query.value.features, {
        name,
        low: least > scale.least ? least : null,
        high: greatest < scale.greatest ? greatest : null,
      }),
    });
  const shown = (value: number) => value.toFixed(scale.decimals);
  return (
    <fieldset class="slider">
      <legend>
        {name} <span class="unit">{feature.values.toLocaleString("en")} values</span>
      </legend>
      <End
        label={`${name} at least`}
        scale={scale}
        value={low}
        shown={shown(low)}
        slide={setLow}
        end={(value) => change(Math.min(value, high), high)}
      />
      <End
        label={`${name} at most`}
        scale={scale}
        value={high}
        shown={shown(high)}
        slide={setHigh}
        end={(value) => change(low, Math.max(value, low))}
      />
    </fieldset>
  );
}

interface EndOfRange {
  readonly label: string;
  readonly scale: Scale;
  readonly value: number;
  readonly shown: string;
  /** While it moves. */
  readonly slide: (value: number) => void;
  /** When it is let go. */
  readonly end: (value: number) => void;
}

function End({ label, scale, value, shown, slide, end }: EndOfRange) {
  return (
    <label>
      <span class="hidden">{label}</span>
      <input
        type="range"
        min={scale.least}
        max={scale.greatest}
        step={scale.step}
        value={value}
        aria-valuetext={shown}
        onInput={(event) => slide(event.currentTarget.valueAsNumber)}
        onChange={(event) => end(event.currentTarget.valueAsNumber)}
      />
      <output>{shown}</output>
    </label>
  );
}
