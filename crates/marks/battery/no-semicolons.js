// Line ends end statements, and must go on doing so.
export default async function (log) {
  const a = async (x) => x
  const b = (x) => x + 1
  let n = 0
  log(await a(1))
  await null
  log(b(1))
  ;[1, 2].forEach((it) => log(it))
  ;(async () => log("called"))()
  for await (const it of [1]) log(it)
  for (const it of [1]) await it
  if (n === 0) log("if")
  else log("else")
  do n++
  while (await (n < 2))
  return a(n)
}
