// The ready-made routes: every stop of every leg opens as a link, and the page has nothing to object.
// Natively the same is asked of the traces (web/src/routes.rs); here also of the legs in which the
// page's own JavaScript takes part.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { position, visiting } from "./fixture.mjs";

const route = readFileSync(new URL("../src/routes/web-engineers.txt", import.meta.url), "utf8");

for (const leg of route.trim().split("~")) {
  const [id, ...parts] = leg.split("_");
  const stops = parts.filter((part) => part !== "ask" && part !== "0");
  test(`web-engineers: ${id} has its ${stops.length} stops, one after the other`, async () => {
    let before = 0;
    for (const stop of stops) {
      await visiting({ at: `#v1&ex=${id}&at=${stop}` }, async (page) => {
        assert.equal(await page.getByText("The link names the step").count(), 0, stop);
        const { now } = await position(page);
        assert.ok(now > before, `${stop} is at ${now}, after ${before}`);
        before = now;
      });
    }
  });
}
