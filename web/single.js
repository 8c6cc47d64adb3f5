// The page as one file (`cargo xtask build --single-file ID`): what the page would fetch is in here.
//
// It runs before `boot.js`. An import of a script finds it through the import map; whatever is
// fetched, texts and the WebAssembly, is answered from two blocks of the file, compressed and in
// base64. There is no network: what is not inlined is not there. The page opens on one example and
// as an embed does, for the list of examples and the articles are a site's.

(() => {
  const { opens, wasm } = document.currentScript.dataset;

  // A link out of the frame would lead to the folder that this file is in.
  const { search, hash } = location;
  const asked = new URLSearchParams(search);
  const added = ["embed=1", "link=0"].filter((option) => !asked.has(option.split("=")[0]));
  const query = `?${[search.slice(1), ...added].filter(Boolean).join("&")}`;
  const address = query + (hash || `#v1&ex=${opens}`);
  try {
    history.replaceState(null, "", address);
  } catch {
    // Not every browser lets a file on disk change its query; all let it go there.
    if (query !== search) location.replace(address);
  }

  /** The bytes of a block. */
  function unpacked(id) {
    const letters = atob(document.getElementById(id).textContent);
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
  }

  const here = new URL("./", document.baseURI).href;
  const texts = unpacked("inlined-texts").json();
  window.fetch = async (asked) => {
    const path = new URL(asked, document.baseURI).href.replace(here, "");
    if (path === wasm) return unpacked("inlined-wasm");
    const text = (await texts)[path];
    return new Response(text, { status: text === undefined ? 404 : 200 });
  };
})();
