// The element <await-scope> for other people's pages: a picture with a link that becomes the live
// diagram when it is in sight, and is the picture again in print. docs/embedding.md is its contract,
// docs/teaching.md its manual. A classic script of its own, so that a page needs one line for it; it
// knows nothing of the page in its frame but the address and the messages.
(() => {
  // The picture stays in its place and gives the size; until a run is there, it is what one sees,
  // as far as the element's height goes. In print it is seen again, as high as it is. Constructed,
  // since a host's policy may forbid inline styles.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    "slot{height:100%}:host,slot{display:block;position:relative}\
iframe{position:absolute;inset:0;width:100%;height:100%;border:0}\
:not(.on)~iframe{opacity:0;z-index:-1}\
@media print{:host,slot{height:auto!important}iframe{display:none}}\
@media screen{:host{overflow-y:clip}.on{overflow:clip;visibility:hidden}}",
  );
  const make = (tag) => document.createElement(tag);

  class AwaitScope extends HTMLElement {
    #root = this.attachShadow({ mode: "open" });
    #box = make("slot"); // holds the picture
    #frame; // once it was near
    #at; // where the run is, once there is one
    #near;
    #isShown; // near, and on a slide that is shown
    #query; // the frame's address up to its fragment
    #hash; // what it was last asked to open
    #told; // the step that the host last asked for
    #hasSaid;
    #eye = new IntersectionObserver(
      (seen) => {
        this.#near = seen.pop().isIntersecting;
        this.#look();
      },
      { rootMargin: "200px" },
    );
    #ear = new MutationObserver(() => this.#look());

    constructor() {
      super();
      this.#root.adoptedStyleSheets = [sheet];
      this.#root.append(this.#box);
    }

    connectedCallback() {
      const set = this.step;
      delete this.step; // set before this script ran, it would hide what is here
      if (set >= 0) this.step = set;
      this.#eye.observe(this);
      this.#ear.observe(this, { attributes: true, childList: true, subtree: true });
      for (let it = this; (it = it.parentElement); ) this.#ear.observe(it, { attributes: true });
      this.#listen(addEventListener);
      this.#look();
    }

    disconnectedCallback() {
      this.#ear.disconnect();
      this.#listen(removeEventListener);
      this.#rest(); // a frame that moves within a page loads again anyway
      this.#frame = this.#query = null;
    }

    #listen(how) {
      how("message", this, true);
      how("click", this, true);
      how("keydown", this, true);
    }
    handleEvent(event) {
      if (event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return;
      event.data ? this.#hear(event) : event.key ? this.#key(event) : this.#click(event);
    }

    /** Moves by so many steps: `step(-1)`. Set, it is the attribute, as frameworks set it. */
    get step() {
      return (by = 1) => this.post({ type: "step", by });
    }
    set step(step) {
      this.setAttribute("step", step);
    }
    seek(step) {
      this.post({ type: "seek", step });
    }
    play() {
      this.post({ type: "play" });
    }
    pause() {
      this.post({ type: "pause" });
    }
    /** Sends any message of the contract; before the event `ready` there is nobody to hear it. */
    post(message) {
      if (!this.#at) return;
      this.#frame.contentWindow.postMessage({ name: "awaitscope", version: 1, ...message }, "*");
    }

    /** The frame has no run: none yet, or no longer. */
    #rest() {
      this.#frame?.remove();
      this.#at = null;
      this.#box.className = this.#box.style.height = "";
    }

    /** Makes the frame what the attributes, the link and the fragments say; called at any change. */
    #look() {
      const link = this.querySelector("a");
      if (!/^(http|file)/.test(link)) {
        if (this.#near && !this.#hasSaid) console.warn("no link", (this.#hasSaid = this));
        return;
      }
      const step = this.#fragments(link) ?? this.getAttribute("step");
      // How decks mark slides that are not shown, or on their way out.
      this.#isShown = this.#near && !this.closest("[inert],[aria-hidden=true],.remark-fading");
      if (this.#frame && !this.#isShown) {
        this.pause();
        this.#frame.blur(); // the next key is the deck's
      }
      const start = this.getAttribute("start");
      if (!this.#frame && (start == "click" || (start != "load" && !this.#isShown))) return;

      const { hash } = link;
      const options = new URLSearchParams(link.search);
      options.set("embed", 1);
      if (step != null) options.set("keys", "none"); // the host steps it, whatever has the focus
      for (const name of "panes,start,present,theme,text,lang,keys,height,motion,static,sync,link"
        .split(",")) {
        if (this.hasAttribute(name)) options.set(name, this.getAttribute(name));
      }
      if (this.#query != (this.#query = link.href.split(/[?#]/)[0] + "?" + options)) {
        this.#rest();
        this.#frame = make("iframe");
        this.#frame.title = link.querySelector("img")?.alt || link.textContent.trim() || link;
        this.#frame.name = "await"; // the page need not speak reveal.js's language
        this.#frame.allow = "clipboard-write; fullscreen";
        this.#frame.src = this.#query + (this.#hash = hash);
        this.#root.append(this.#frame);
      } else if (this.#at && this.#hash != hash) {
        this.post({ type: "load", link: (this.#hash = hash) });
      } else if (this.#at && step != null && this.#told != step) {
        this.seek((this.#told = step));
      }
    }

    /**
     * Keeps as many fragments as are asked for, or as the link has stops, and says how many of them
     * the deck shows: what counts is how they stand, not what happened to them.
     */
    #fragments(link) {
      const asked = this.getAttribute("fragments");
      const made = this.getElementsByTagName("await-step");
      // A deck that is laid out for print would make a page of each.
      const isAsked = asked != null && !/print/.test(location.search);
      const stops = new URLSearchParams(link.hash).get("stops")?.split("_").length;
      // A stop that the run does not have is no step of it.
      const wanted =
        (isAsked && (asked || (this.#at?.steps < stops ? this.#at.steps : stops))) | 0;
      while (made.length < wanted) {
        this.append(make("await-step"));
        // A deck may have been opened behind this slide, and has shown what it had.
        this.lastChild.className = this.closest(".past") ? "fragment visible" : "fragment";
      }
      while (made[wanted]) made[wanted].remove();
      return isAsked ? this.getElementsByClassName("fragment visible").length : null;
    }

    #hear({ source, data }) {
      if (!source || source != this.#frame?.contentWindow || data.name != "awaitscope") return;
      const { type } = data;
      if (data.link) {
        this.#at = data;
        this.dispatchEvent(new CustomEvent(type, { detail: data, bubbles: true }));
      }
      if (type == "ready") {
        if (this.querySelector(":focus")) this.#frame.focus(); // the link had it, and is hidden
        this.#box.className = "on";
        this.#told = null;
        this.#look();
      }
      if (type == "resize") this.#box.style.height = data.height + "px";
      if (type == "error") console.warn(this, data.message);
      if (type != "key") return;
      // The page gets the key as if it had been pressed on the element and not in the frame;
      // only what writes is pressed.
      const types = data.key[1] ? ["keydown", "keyup"] : ["keydown", "keypress", "keyup"];
      for (const type of types) {
        const event = new KeyboardEvent(type, { ...data, bubbles: true });
        // Decks ask for these two, which cannot be given to the constructor everywhere.
        const given = { value: data.keyCode };
        this.dispatchEvent(Object.defineProperties(event, { keyCode: given, which: given }));
      }
    }

    /** With `clicker`, the keys of a deck step the run to its end before they turn the slide. */
    #key(event) {
      const by = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }[event.key];
      const to = this.#at?.step + by;
      // Of another key, or without a run, `to` is no number. Fields use these keys themselves.
      if (!(this.#at?.steps >= to && to >= 0)) return;
      if (event.target.closest?.("input,select,:read-write")) return;
      if (!this.hasAttribute("clicker") || !this.#isShown) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      this.step(by);
      this.#at.step += by;
    }

    /** A link elsewhere whose `target` is this element's id opens here what it links to. */
    #click(event) {
      const link = event.target.closest?.("a");
      const own = this.querySelector("a");
      // Without an id, nothing is its target.
      const isMeant =
        link == own ? this.getAttribute("start") == "click" : link?.target == (this.id || own);
      if (!own || !isMeant) return;
      event.preventDefault();
      this.#frame || this.setAttribute("start", "load");
      own.hash = link.hash;
      this.#hash = null; // opens it again if it is the same
      this.scrollIntoView({ block: "nearest" });
    }
  }

  customElements.get("await-scope") ?? customElements.define("await-scope", AwaitScope);
})();
