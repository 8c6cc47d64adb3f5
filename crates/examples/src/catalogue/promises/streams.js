// An async generator makes its next item when it is asked for it, and not before.

export async function main({ sleep, log, knobs }) {
  for await (const page of pages()) {
    log(`main: reads page ${page}`);
    await sleep(20);
  }
  log("main: that was all");

  async function* pages() {
    for (let number = 1; number <= knobs.pages; number += 1) {
      yield await fetchPage(number);
    }
  }

  async function fetchPage(number) {
    log(`fetch_page: ${number}`);
    await sleep(30);
    return number;
  }
}
