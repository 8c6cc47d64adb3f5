// What measurements share: quantiles, and a table of them.

/** The sample that so large a share of the samples does not exceed. */
export function quantile(samples, share) {
  const sorted = samples.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

/** Prints rows of `[name, samples]`, each with its median and its 95th percentile. */
export function print(rows, digits = 1) {
  const width = Math.max(...rows.map(([name]) => name.length));
  const cell = (number) => number.toFixed(digits).padStart(9);
  console.log(`${"milliseconds".padEnd(width)} ${"median".padStart(9)} ${"95 %".padStart(9)}  samples`);
  for (const [name, samples] of rows) {
    const [median, most] = [0.5, 0.95].map((share) => cell(quantile(samples, share)));
    console.log(`${name.padEnd(width)} ${median} ${most}  ${samples.length}`);
  }
}
