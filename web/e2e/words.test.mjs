// What an example says besides its run: prediction, knobs, states, findings, explanation, and the
// way to its neighbours.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as site from "./fixture.mjs";

test("a prediction is answered by the run, and can be hidden", () =>
  site.visiting({}, async (page) => {
    const question = page.getByRole("group", { name: "Predict" });
    await question.getByRole("button", { name: /goes into the pot/ }).click();
    assert.match(await question.getByRole("status").textContent(), /^No/);
    await question.getByRole("button", { name: /called brew for mint/ }).click();
    assert.match(await question.getByRole("status").textContent(), /^Yes/);
    await question.getByRole("button", { name: "Hide" }).click();
    assert.equal(await question.count(), 0);
    await site.choose(page, "many-requests");
    assert.equal(await question.count(), 0, "it stays hidden for the next example");
    await page.getByRole("button", { name: "Ask me first" }).click();
    assert.equal(await question.count(), 1);
  }));

test("a knob dragged changes source, diagram and link together, and one undoes it by keyboard", () =>
  site.visiting({ at: "#v1&ex=many-requests" }, async (page) => {
    const knob = page.getByRole("spinbutton", { name: /^at_once/ });
    const before = await site.picture(page);
    const box = await knob.boundingBox();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 70, y, { steps: 5 });
    await page.mouse.move(x + 240, y, { steps: 5 });
    await page.mouse.up();
    await site.settled(page);
    assert.equal(await knob.inputValue(), "5", "the source shows what is run");
    assert.notEqual(await site.picture(page), before, "the diagram is that of the new run");
    await page.waitForFunction(() => location.hash.includes("k.at_once=5"));
    await knob.focus();
    for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press("ArrowDown");
    await site.settled(page);
    assert.equal(await knob.inputValue(), "2");
    assert.equal(await site.picture(page), before, "the first run again, to the last byte");
    await page.waitForFunction(() => !location.hash.includes("k."));
  }));

test("a typed knob is clamped to its range, and the page says so", () =>
  site.visiting({ at: "#v1&ex=many-requests" }, async (page) => {
    const knob = page.getByRole("spinbutton", { name: /^at_once/ });
    await knob.fill("99");
    await site.settled(page);
    assert.match(await site.said(page), /goes from 1 to 5; 99 became 5/);
    assert.equal(await knob.inputValue(), "5");
  }));

test("a link with a knob opens that run; one beyond its range or unknown is said", () =>
  site.visiting({ at: "#v1&ex=many-requests&k.at_once=9&k.sugar=1" }, async (page) => {
    assert.equal(await page.getByRole("spinbutton", { name: /^at_once/ }).inputValue(), "5");
    assert.match(await site.said(page), /9 became 5/);
    assert.match(await site.said(page), /no knob “sugar”/);
  }));

test("the state machine shows where its future stands, and a finding leads to its event", () =>
  site.visiting({}, async (page) => {
    const machine = site.region(page, "State machine");
    assert.match(await machine.textContent(), /before its first poll/);
    await site.player(page).last.click();
    const findings = site.region(page, "Findings");
    await findings.getByRole("button", { name: /never-awaited/ }).click();
    await site.settled(page);
    const { now, last } = await site.position(page);
    assert.ok(now > 0 && now < last, "the event lies inside the run");
  }));

test("previous and next lead through the catalogue, and general advice is a page of its own", () =>
  site.visiting({}, async (page) => {
    const way = page.getByRole("navigation", { name: /Previous and next/ });
    await way.getByRole("link", { name: /^Next/ }).click();
    await page.waitForFunction(() => document.documentElement.dataset.example !== "lazy-future");
    await site.ready(page);
    await way.getByRole("link", { name: /^Previous/ }).click();
    await site.ready(page, "lazy-future");
    await page.getByRole("link", { name: "When not to use async" }).click();
    await page.getByRole("heading", { level: 1, name: "When not to use async" }).waitFor();
    await page.getByRole("link", { name: /hog and its neighbours/ }).click();
    await site.ready(page, "cpu-hog");
  }));

test("what the compiler refuses stands there in the compiler's words", () =>
  site.visiting({ at: "#v1&ex=moved-future" }, async (page) => {
    const refused = site.region(page, "What the compiler refuses");
    assert.match(await refused.textContent(), /error\[E0382\]/);
  }));

test("the run in words is tables: an instant leads to its step, and its row is marked", () =>
  site.visiting({}, async (page) => {
    await page.getByText("This run in words").click();
    const told = page.getByRole("region", { name: "The JavaScript run in words" });
    const calls = told.getByRole("table", { name: "Calls" });
    const row = calls.getByRole("row", { name: /^brew\(\) #2/ });
    assert.equal(await calls.locator("[aria-current]").count(), 0, "nothing has happened yet");
    await row.getByRole("button").first().click();
    await site.settled(page);
    assert.ok((await site.position(page)).now > 0);
    assert.equal(await row.getAttribute("aria-current"), "step");
    assert.equal(await calls.locator("[aria-current]").count(), 1);
    const { last } = site.player(page);
    await last.click();
    await site.settled(page);
    assert.equal(await told.getByRole("heading", { name: "Printed" }).count(), 1);
  }));
