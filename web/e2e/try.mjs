import { chromium } from "playwright-core";
import { serve } from "./server.mjs";
const b = await chromium.launch({ executablePath: "/usr/bin/chromium", args: "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync".split(" ") });
for (const v of process.argv.slice(2)) for (const cors of [true, false]) {
  const s = await serve(v, { cors });
  const host = await serve("/tmp", { pages: { "/host": `<!doctype html><title>h</title><iframe title=x sandbox="allow-scripts" src="${s.url}" width=600 height=300></iframe>`, "/plain": `<!doctype html><iframe src="${s.url}"></iframe>` } });
  for (const url of [s.url, host.origin + "/host", host.origin + "/plain"]) {
    const page = await b.newPage();
    const log = [];
    page.on("console", (m) => log.push(m.type() + ": " + m.text()));
    page.on("pageerror", (e) => log.push("pageerror " + e));
    await page.goto(url);
    await page.waitForTimeout(+process.env.WAIT || 800);
    const f = page.frames().at(-1);
    console.log(v.split("/").at(-1), "cors", cors, url.replace(/.*:\d+/, ""), await f.evaluate(() => [document.documentElement.dataset.ready, getComputedStyle(document.body).backgroundColor, document.body.innerText.slice(0, 300)]), log);
    await page.close();
  }
  await s.close(); await host.close();
}
await b.close();
