// Comes before the page in a frame of someone else's page (`?embed=1`): decides when the page begins,
// and remembers what the host says until it listens itself. What the options mean is a contract:
// docs/embedding.md.

(() => {
  /** More than this a host does not say before the page is there. */
  const MOST_HEARD = 100;
  const options = new URLSearchParams(location.search);
  const heard = [];

  // What is left out shall not be seen for a moment first.
  document.getElementById("around-styles")?.setAttribute("rel", "stylesheet");

  addEventListener("message", (event) => {
    if (event.source === parent && heard.length < MOST_HEARD) heard.push(event.data);
  });

  function seen(start) {
    new IntersectionObserver((entries, eye) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      eye.disconnect();
      start();
    }).observe(document.documentElement);
  }

  /** A picture of the example, made when the page was built, and the button that lets it run. */
  function pressed(start) {
    const id = /[#&]ex=([a-z0-9-]+)/.exec(location.hash)?.[1] ?? "lazy-future";
    const asked = options.get("theme");
    const dark = asked === "dark" || (asked !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
    const picture = document.createElement("img");
    picture.src = `static/${id}.${dark ? "dark" : "light"}.svg`;
    picture.alt = "";
    picture.onerror = () => picture.remove();
    const button = document.createElement("button");
    button.className = "run-it";
    button.append(picture, `Run ${id}`);
    const boot = document.getElementById("boot");
    document.documentElement.dataset.awaits = "";
    boot.append(button);
    button.onclick = () => {
      delete document.documentElement.dataset.awaits;
      button.remove();
      start();
    };
  }

  globalThis.awaitscopeHeard = heard;
  globalThis.awaitscopeSeen = new Promise((start) => {
    if (options.get("start") === "load") start();
    else if (options.get("start") === "click") pressed(start);
    else seen(start);
  });
})();
