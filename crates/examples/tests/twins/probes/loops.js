// Awaits for ever.
export async function main({ sleep }) {
  for (;;) await sleep(0);
}
