// The two languages side by side: either can be folded away, and what differs between their runs
// stands in a table whose answers lead to the events that show it.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import * as site from "./fixture.mjs";

const BOTH = "#v1&ex=async-concurrent";

test("either language can be folded away, and comes back", () =>
  site.visiting({ at: BOTH }, async (page) => {
    const whole = await site.picture(page);
    for (const [folded, other] of [["JavaScript", "Rust"], ["Rust", "JavaScript"]]) {
      await page.getByRole("button", { name: `Hide ${folded}` }).click();
      await site.settled(page);
      const source = site.region(page, "Source");
      assert.equal(await source.locator(".code").count(), 1);
      assert.ok(await source.getByText(other, { exact: true }).isVisible());
      const picture = await site.picture(page);
      assert.ok(picture.length < whole.length, "its lanes are gone");
      const output = site.region(page, "Output");
      assert.equal(await output.locator(".printed").count(), 1);
      await page.getByRole("button", { name: `Show ${folded}` }).click();
      await site.settled(page);
      assert.equal(await site.picture(page), whole, "all is as it was");
    }
  }));

test("what differs is a table, and an answer leads to its event", () =>
  site.visiting({ at: "#v1&ex=lazy-future" }, async (page) => {
    const table = site.region(page, "The two compared").getByRole("table");
    await table.waitFor();
    const row = table.getByRole("row", { name: /body of brew\(\) #1/ });
    assert.match(await row.innerText(), /Never: nobody polled it/);
    assert.match(await row.innerText(), /at the call/);
    await row.getByRole("button").last().click();
    await site.settled(page);
    assert.ok((await site.position(page)).now > 0);
    assert.match(await row.locator(".now").last().innerText(), /at the call/);
  }));

// What `cargo test -p examples --test twins` has kept of the same twins' runs in Node.
const GOLDEN = fileURLToPath(new URL("../../crates/examples/tests/golden/", import.meta.url));
const ENDING = ".js.account.txt";
const twins = readdirSync(GOLDEN).filter((file) => file.endsWith(ENDING));

for (const file of twins) {
  const id = file.slice(0, -ENDING.length);
  test(`${id}: its twin leaves the same record in this engine as in Node`, () =>
    site.visiting({ at: `#v1&ex=${id}` }, async (page) => {
      assert.equal(await site.example(page), id);
      const account = await site.account(page, "JavaScript");
      assert.equal(account, readFileSync(GOLDEN + file, "utf8"));
    }));
}
