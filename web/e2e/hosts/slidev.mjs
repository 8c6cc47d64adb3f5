// A deck of Slidev around a snippet of the guide, built as its author would build it.

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { script, snippet } from "./guide.mjs";

const HOME = fileURLToPath(new URL("../slidev", import.meta.url));

/** Whether decks can be built here: `cargo xtask test browser` installs Slidev if npm has all of it. */
export const hasSlidev = existsSync(path.join(HOME, "node_modules/.installed-lock.json"));

// Nothing is fetched from elsewhere, and the address of a slide is a fragment, so that any file
// server does.
const FIRST = "---\nfavicon: 'data:,'\nfonts: { provider: none }\nrouterMode: hash\n---\n\n# First\n";

/** Builds the deck for the build at an address, and answers the folder with its pages. */
export async function deck(address) {
  // Beside the packages, for a deck looks for its theme upwards from where it lies.
  const folder = await mkdtemp(path.join(HOME, "deck-"));
  after(() => rm(folder, { recursive: true }));
  const files = {
    "index.html": `<head>\n${script(address)}\n</head>\n`,
    // A snippet begins with what is said of its slide.
    "slides.md": `${FIRST}\n${snippet("slidev", address)}\n---\n\n# Last\n`,
    // This minifier stumbles over styles of Slidev's own.
    "vite.config.js": "export default { build: { cssMinify: false } };\n",
  };
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
  const slidev = path.join(HOME, "node_modules/@slidev/cli/bin/slidev.mjs");
  await promisify(execFile)(process.execPath, [slidev, "build"], { cwd: folder });
  return path.join(folder, "dist");
}
