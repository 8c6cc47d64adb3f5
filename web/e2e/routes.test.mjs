// The ready-made routes: every stop of every leg opens as a link, and the page has nothing to object.
// Natively the same is asked of the traces (web/src/link/lesson/ready_made.rs); here also of the legs in which the
// page's own JavaScript takes part.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { position, visiting } from "./fixture.mjs";

const route = readFileSync(new URL("../src/routes/web-engineers.txt", import.meta.url), "utf8");

for (const leg of route.trim().split("~")) {
  const [id, ...parts] = leg.split("_");
  const stops = parts.filter((part) => part !== "ask" && part !== "0");
  test(`web-engineers: ${id} has its ${stops.length} stops, one after the other`, () =>
    visiting({ at: `#v1&ex=${id}` }, async (page) => {
      for (const stop of stops) {
        const { now } = await position(page);
        await page.evaluate((hash) => (location.hash = hash), `#v1&ex=${id}&at=${stop}`);
        const later = (before) => Number(document.querySelector(".position").value) > before;
        await page.waitForFunction(later, now, { timeout: 10_000 });
        assert.equal(await page.getByText("The link names the step").count(), 0, stop);
      }
    }));
}
