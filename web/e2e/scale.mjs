// Measures laying out and looking, apart from the page: in WebAssembly as it is built for the page,
// in Node, which has Chromium's engine. It prints medians and 95th percentiles and asserts nothing.
//
// A view is measured at several zooms of each axis, each time after a step aside. What it costs must
// not grow with the trace: the last shape is a hundredth of the second.

import { createRequire } from "node:module";
import { print, quantile } from "./numbers.mjs";

const BUILDS = 9;
const VIEWS = 120;
const ZOOMS = [1, 4, 32, 256, 2048, 16384, 1e9];

const { Bench, shapes } = createRequire(import.meta.url)("../../target/scale/scale.js");

const rows = [];
for (const shape of shapes()) {
  const bench = new Bench(shape);
  const events = `${shape}, ${bench.events().toLocaleString("en")} events`;
  for (const what of ["timeline", "scene", "index"]) {
    rows.push([`${events}: ${what}`, times(BUILDS, () => bench[what]())]);
  }
  console.log(`${events}: ${bench.bytes().toFixed(1)} bytes an event in the scene`);
  for (const time of [false, true]) {
    const axis = time ? "time" : "story";
    const all = [];
    const worst = { median: 0 };
    for (const zoom of ZOOMS) {
      bench.zoom(time, zoom);
      let shown = 0;
      const took = times(VIEWS, () => (shown = bench.view(time)), () => bench.pan(time, 7));
      const median = quantile(took, 0.5);
      if (median >= worst.median) Object.assign(worst, { median, zoom, took, shown });
      all.push(...took);
    }
    rows.push([`${events}: a view, ${axis}`, all]);
    rows.push([`  the same, at ×${worst.zoom}, ${worst.shown} shapes`, worst.took]);
  }
  bench.free();
}
print(rows, 2);

/** How long `work` takes each time, in milliseconds; `before` is not counted. */
function times(count, work, before = () => {}) {
  return Array.from({ length: count }, () => {
    before();
    const start = performance.now();
    work();
    return performance.now() - start;
  });
}
