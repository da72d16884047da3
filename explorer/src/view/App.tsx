import { useEffect } from "preact/hooks";
import { Chart } from "./Chart.tsx";
import { Dialogs } from "./Dialogs.tsx";
import { Facets } from "./Facets.tsx";
import { FilterBar } from "./FilterBar.tsx";
import { Header } from "./Header.tsx";
import { handleKey } from "./keyboard.ts";
import { Results } from "./Results.tsx";
import { StatusStrip } from "./StatusStrip.tsx";

export function App() {
  useEffect(() => {
    document.addEventListener("keydown", handleKey);
    return () => document.removeEventListener("keydown", handleKey);
  }, []);
  return (
    <>
      <a class="skip" href="#results">
        Skip to the results
      </a>
      <Header />
      <FilterBar />
      <main class="content">
        <Chart />
        <Facets />
        <Results />
      </main>
      <StatusStrip />
      <Dialogs />
    </>
  );
}
