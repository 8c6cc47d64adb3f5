// Starts the page: fetches the WebAssembly, shows how far it has come, and says what went wrong.
//
// A classic script on purpose. A module script needs CORS, and in a sandboxed iframe, whose origin
// is opaque, a host that sends no `Access-Control-Allow-Origin` would stop this very file, leaving
// nobody to say so. A classic script loads from anywhere; only the two files below can fail, and
// then the reader gets a sentence. It knows nothing of the app but where its two files are.

(() => {
  const link = (id) => document.getElementById(id);
  const bar = () => link("boot-progress");

  /** Fetches `url` and reports each chunk as it streams by, as a share of `total` bytes. */
  async function fetchWithProgress(url, total) {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`The server answered ${response.status} for ${url}`);
    let loaded = 0;
    const counted = new TransformStream({
      transform(chunk, controller) {
        loaded += chunk.byteLength;
        // Without a total, or with a wrong one, the bar stays honest: it only says "busy".
        if (bar() && loaded <= total) bar().value = loaded / total;
        controller.enqueue(chunk);
      },
    });
    // A host that serves .wasm under another type would stop streaming compilation; we know better.
    const headers = { "Content-Type": "application/wasm" };
    return new Response(response.body.pipeThrough(counted), { headers });
  }

  /** What happened and what to try, for a reader who did not build this page. */
  function sentences(error) {
    if (typeof WebAssembly !== "object") {
      return "This browser has no WebAssembly, or it is switched off. Try a current browser.";
    }
    if (location.protocol === "file:") {
      return "Opened as a file, the page may not load its parts. Serve the folder over HTTP instead.";
    }
    if (window.origin === "null" && error instanceof TypeError) {
      return (
        "This frame is sandboxed, so the page counts as a stranger to its own server. The host of " +
        "these files must send the header “Access-Control-Allow-Origin: *”, or the iframe’s " +
        "sandbox attribute needs allow-same-origin."
      );
    }
    if (error instanceof WebAssembly.CompileError) {
      return "The browser refused the page’s WebAssembly. A newer browser may take it.";
    }
    if (navigator.onLine === false) {
      return "You seem to be offline. Reload when you are connected again.";
    }
    return "A part of the page did not arrive. Reload; if that does not help, its host may be incomplete.";
  }

  /** In someone else's page, nothing is fetched before somebody can see it: `frame.js` waits. */
  function seen() {
    if (!/[?&]embed=1(&|$)/.test(location.search)) return null;
    return new Promise((seen) => {
      const script = document.createElement("script");
      script.src = "frame.js";
      script.onload = () => globalThis.awaitscopeSeen.then(seen);
      script.onerror = seen;
      document.head.append(script);
    });
  }

  async function start() {
    const wasm = link("app-wasm");
    try {
      await seen();
      const [glue, body] = await Promise.all([
        import(link("app-js").href),
        fetchWithProgress(wasm.href, Number(wasm.dataset.bytes)),
      ]);
      await glue.default({ module_or_path: body });
    } catch (error) {
      document.documentElement.dataset.failed = "";
      bar()?.remove();
      link("boot-says").textContent = sentences(error);
      // The detail is for whoever is asked for help; it stays out of the sentence.
      console.error(error);
    }
  }

  start();
})();
