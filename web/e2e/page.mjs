// The page as a visitor meets it: how to open Chromium, and what is where, by the names that
// assistive technology reads. Tests, measurements and pictures share it.

import { readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

/** The build under test; `cargo xtask test browser` makes it and names it. */
export const DIST =
  process.env.DIST ?? fileURLToPath(new URL("../../dist", import.meta.url));

/** Reached by link only: runs that end badly on purpose, and the word that their outcome must say. */
export const SPECIMENS = { "deadlock-specimen": /deadlock/i, "runaway-specimen": /budget/i };

/** The examples of the catalogue: all whose words the build holds, but for the specimens. */
export const EXAMPLES = readdirSync(path.join(DIST, "texts"))
  .filter((file) => !file.endsWith(".more.json"))
  .map((file) => path.basename(file, ".json"))
  .filter((id) => !(id in SPECIMENS));

/** Starts Chromium; switches off whatever it would do besides showing our page. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** Waits until an example is painted: a given one, or any. `target` is a page or a frame. */
export async function ready(target, example) {
  const painted = example ? `html[data-ready][data-example="${example}"]` : "html[data-ready]";
  await target.waitForSelector(painted, { state: "attached", timeout: 20_000 });
  await settled(target);
}

/** Shows the page that somebody is there, as a hand on the mouse does: then the rest comes. */
export function attend(page) {
  return page.mouse.move(1, 1);
}

/** Waits until the browser has painted what was last asked for. */
export function settled(target) {
  return target.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  );
}

/** The controls of the player, by the names that assistive technology reads. */
export function player(target) {
  const button = (name) => target.getByRole("button", { name, exact: true });
  return {
    first: button("First step"),
    back: button("Step back"),
    play: button("Play"),
    pause: button("Pause"),
    forward: button("Step forward"),
    last: button("Last step"),
    slider: target.getByRole("slider", { name: "Position" }),
  };
}

/** A region of the page by its name. */
export function region(target, name) {
  return target.getByRole("region", { name, exact: true });
}

/** The position on the slider, and the last one that it offers. */
export async function position(target) {
  return player(target).slider.evaluate((slider) => ({
    now: Number(slider.value),
    last: Number(slider.max),
  }));
}

/** Moves the cursor by the slider, as a drag would. */
export async function moveTo(target, where) {
  await player(target).slider.evaluate((slider, value) => {
    slider.value = String(value);
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    slider.dispatchEvent(new Event("change", { bubbles: true }));
  }, where);
  await settled(target);
}

/**
 * The drawing in a diagram, as text: the lanes' names and the picture, without what is said in it of
 * a shape beneath the pointer or of one that is picked. Runs in the page.
 */
export function drawing(diagram) {
  return [...diagram.querySelectorAll(".labels, .picture > svg")]
    .map((svg) => {
      const drawn = svg.cloneNode(true);
      drawn.querySelector(".aside")?.remove();
      return drawn.outerHTML;
    })
    .join("\n");
}

/** The drawing of the page's diagram. */
export function picture(target) {
  return region(target, "Diagram").evaluate(drawing);
}

/** The id of the example that is painted. */
export function example(target) {
  return target.evaluate(() => document.documentElement.dataset.example);
}

/** Chooses an example in the catalogue, and waits until it is painted. */
export async function choose(page, id) {
  await pick(page, id);
  await ready(page, id);
}

/** Follows an example's link in the catalogue. */
export async function pick(page, id) {
  const link = region(page, "Examples").locator(`a[href$="ex=${id}"]`).first();
  // Its chapter may be folded.
  if (!(await link.isVisible())) await link.locator("xpath=ancestor::details/summary").click();
  await link.click();
}

/** Every sentence with which the page speaks up by itself. */
export async function said(target) {
  const texts = await target.locator('[role="alert"], [role="status"], output').allTextContents();
  return texts.map((text) => text.trim()).filter(Boolean).join("\n");
}

/** Where a picture of the page goes when a test wants to leave one. */
export function shotFile(name) {
  return path.join(fileURLToPath(new URL("../../target/shots", import.meta.url)), name);
}
