// Each turn of a loop has its own variable, and `var` has one for all.
export default async function (log) {
  const all = [];
  for (let n = 0; n < 3; n++) all.push(async () => (await null, n));
  for (const it of ["a", "b"]) all.push(() => Promise.resolve(it));
  for (var shared = 0; shared < 2; shared++) all.push(async () => shared);
  log(await Promise.all(all.map((it) => it())));
}
