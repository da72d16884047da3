import { render } from "preact";
import { follow as followOverview } from "./store/overview.ts";
import { follow as followResults } from "./store/results.ts";
import { start } from "./store/session.ts";
import { App } from "./view/App.tsx";

await start();
followResults();
followOverview();
const root = document.getElementById("app");
if (root !== null) {
  render(<App />, root);
}
