// A deck of reveal.js around snippets of the guide.

import { script, snippet } from "./guide.mjs";
import { html } from "./stage.mjs";

const HEAD = `
  <link rel="stylesheet" href="/reveal.js/dist/reveal.css">
  <link rel="stylesheet" href="/reveal.js/dist/theme/white.css">
  <script src="/reveal.js/dist/reveal.js"></script>
  <script src="/reveal.js/dist/plugin/notes.js"></script>`;

/** First, the slides of these snippets, last. */
export const deck = (names, settings = {}) => (address) => {
  const slides = names.map((name) => snippet(name, address)).join("");
  const config = JSON.stringify({ hash: true, ...settings });
  return html(
    HEAD + script(address),
    `<div class="reveal"><div class="slides"><section><h2>First</h2></section>${slides}
     <section><h2>Last</h2></section></div></div>
     <script>Reveal.initialize({ ...${config}, plugins: [RevealNotes] });</script>`,
  );
};

/** Waits until the deck shows its nth slide, from 0. */
export const onSlide = (page, number) =>
  page.waitForFunction((number) => globalThis.Reveal?.getIndices?.().h === number, number);
