// The snippets of the guide for teachers, docs/teaching.md: what stands there is what is tested.

import { readFileSync } from "node:fs";

const GUIDE = readFileSync(new URL("../../../docs/teaching.md", import.meta.url), "utf8");
const NAMED = /<!-- snippet: ([a-z-]+) -->\n```[a-z]+\n(.*?)```\n/gs;

const snippets = new Map([...GUIDE.matchAll(NAMED)].map(([, name, text]) => [name, text]));

/** Those that nobody has asked for yet: in the end there must be none. */
export const names = [...snippets.keys()];

/** A snippet as it stands in the guide, with the address of a build in place of the made-up one. */
export function snippet(name, address) {
  const text = snippets.get(name);
  if (!text) throw new Error(`docs/teaching.md has no snippet “${name}”`);
  return text.replaceAll("https://HOST/v1/", address);
}

/** The line that each host page needs once. */
export const script = (address) => snippet("plain", address).split("\n")[0];
