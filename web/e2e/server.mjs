// A static file server for the tests: what any static host does, and no more. It serves a folder
// under a prefix (to prove that the build is relocatable), with or without the CORS header that a
// sandboxed iframe needs, and compresses nothing, so that byte counts are those of the files.

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/** The file that a request names, or null when it names nothing inside `root` under `prefix`. */
async function fileFor(url, root, prefix) {
  let wanted;
  try {
    wanted = decodeURIComponent(new URL(url, "http://localhost").pathname);
  } catch {
    return null;
  }
  if (!wanted.startsWith(prefix)) return null;
  const file = path.join(root, wanted.slice(prefix.length));
  const inside = path.relative(root, file);
  if (inside.startsWith("..") || path.isAbsolute(inside)) return null;
  const found = await stat(file).catch(() => null);
  if (found?.isDirectory()) return path.join(file, "index.html");
  return found ? file : null;
}

/**
 * Serve `root` under `prefix` (which begins and ends with a slash) on a free port.
 *
 * `cors` sends `Access-Control-Allow-Origin: *`. `pages` maps a path to HTML that the server makes
 * up (the host page of an iframe). `drop` is a predicate over paths that answer 404.
 * `delayMs` holds back every `.wasm`, for looking at the page while it loads.
 */
export async function serve(root, { prefix = "/", cors = false, pages = {}, drop, delayMs } = {}) {
  const server = createServer(async (request, response) => {
    const headers = { "Cache-Control": "no-store" };
    if (cors) headers["Access-Control-Allow-Origin"] = "*";
    const { pathname } = new URL(request.url, "http://localhost");
    if (pathname in pages) {
      response.writeHead(200, { ...headers, "Content-Type": TYPES[".html"] });
      response.end(pages[pathname]);
      return;
    }
    const file = drop?.(pathname) ? null : await fileFor(request.url, root, prefix);
    const size = file && (await stat(file).catch(() => null))?.size;
    if (size == null) {
      response.writeHead(404, { ...headers, "Content-Type": TYPES[".txt"] });
      response.end("There is no such file.\n");
      return;
    }
    const type = TYPES[path.extname(file)] ?? "application/octet-stream";
    if (delayMs && file.endsWith(".wasm")) await new Promise((go) => setTimeout(go, delayMs));
    response.writeHead(200, { ...headers, "Content-Type": type, "Content-Length": size });
    createReadStream(file).pipe(response);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    url: origin + prefix,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(closed);
      }),
  };
}
