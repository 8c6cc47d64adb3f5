// Promise.allSettled waits for every answer, good or bad; Promise.all for the first bad one.

const FILES = [["cat", 30], ["film", 10], ["dog", 20]];

export async function main({ sleep, log }) {
  const answers = await Promise.allSettled(FILES.map(upload));
  log(`allSettled: ${answers.map(({ value, reason }) => value ?? reason.message).join(", ")}`);

  try {
    const names = await Promise.all(FILES.map(upload));
    log(`all: ${names.join(", ")}`);
  } catch (error) {
    log(`all: ${error.message}`);
  }

  async function upload([name, millis]) {
    await sleep(millis);
    if (name === "film") {
      throw new Error("too large");
    }
    log(`upload: ${name}`);
    return name;
  }
}
