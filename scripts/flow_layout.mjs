// Places for the boxes and arrows of flows: a graph of the Eclipse Layout Kernel as JSON on each line in, the same graph with
// coordinates on each line out. It runs for as long as its input is open, because starting takes longer than a flow.
import { createInterface } from "node:readline";
import ELK from "elkjs/lib/elk.bundled.js";

const elk = new ELK();
for await (const line of createInterface({ input: process.stdin })) {
  const graph = await elk.layout(JSON.parse(line)).catch(error => ({ error: error.message }));
  process.stdout.write(JSON.stringify(graph) + "\n");
}
