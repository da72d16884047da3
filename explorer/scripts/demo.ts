/** Starts the demo with the recording of the tests, for somebody who works on the page: `npm run demo`. Ends by Ctrl-C. */
import { startDemo } from "../browser/demo.ts";

const demo = await startDemo(Number(process.argv[2] ?? 7), Number(process.argv[3] ?? 60));
process.stdout.write(`${JSON.stringify(demo)}\n`);
process.on("SIGINT", () => void demo.end());
