// A book of mdBook with a chapter of the guide's, built where nobody looks.

import { execFile } from "node:child_process";
import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after } from "node:test";
import { promisify } from "node:util";
import { snippet } from "./guide.mjs";

/** The program that builds books; `cargo xtask test browser` finds or installs it, and names it. */
export const MDBOOK = process.env.MDBOOK ?? "mdbook";

/** Builds the book for the build at an address, and answers the folder with its pages. */
export async function book(address) {
  const folder = await mkdtemp(path.join(tmpdir(), "awaitscope-book-"));
  after(() => rm(folder, { recursive: true }));
  await mkdir(path.join(folder, "src"));
  const filler = "Nothing to see here.\n\n".repeat(60);
  const files = {
    "book.toml": '[book]\ntitle = "A book"\nlanguage = "en"\n',
    "src/SUMMARY.md": "# Summary\n\n- [Before](before.md)\n- [Runs](runs.md)\n- [After](after.md)\n",
    "src/before.md": "# Before\n",
    "src/runs.md": `# Runs\n\n${snippet("mdbook", address)}\n${filler}`,
    "src/after.md": "# After\n",
  };
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
  await promisify(execFile)(MDBOOK, ["build", folder]);
  return path.join(folder, "book");
}

/** Whether books can be built here. */
export const hasMdbook = () =>
  promisify(execFile)(MDBOOK, ["--version"]).then(
    () => true,
    () => false,
  );
