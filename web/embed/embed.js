/* ArtistOS: a sign-up form for any page. How to use it: web/README.md. Apache-2.0. */
(() => {
  "use strict";

  const TAG = "artistos-signup";
  if (customElements.get(TAG)) return;

  const home = document.currentScript?.src ? new URL(document.currentScript.src).origin : "";
  const PATIENCE = 20000; // ms
  const AGAIN = "That did not get through. Nothing you typed is lost: please try again in a moment.";

  // As long as the usual words, so that the form has its size before they are there.
  const agreementToCome = "agree ".repeat(14);
  const noticeToCome = "notice ".repeat(19);

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
:host {
  --text: #16171b; --background: #fff; --bad: #b3261e;
  --accent: var(--artistos-accent, #ffc233);
  display: block; max-width: 30em; color-scheme: light dark;
  line-height: 1.5; letter-spacing: normal; text-align: start; text-transform: none; white-space: normal;
}
:host([hidden]) { display: none }
@media (prefers-color-scheme: dark) {
  :host { --text: #f2f1ec; --background: #1b1d23; --bad: #ffb3a9 }
}
@supports (color: light-dark(#000, #fff)) {
  :host {
    --text: light-dark(#16171b, #f2f1ec); --background: light-dark(#fff, #1b1d23);
    --bad: light-dark(#b3261e, #ffb3a9);
  }
}
* { box-sizing: border-box; margin: 0 }
.card {
  display: grid; padding: 1.5em; border: 1px solid #82858e55;
  border-radius: var(--artistos-radius, .75em);
  color: var(--artistos-text, var(--text)); background: var(--artistos-background, var(--background));
  overflow-wrap: anywhere;
}
.card > * { grid-area: 1 / 1 }
form { display: grid; gap: 1em }
.card:not(.ready) form { visibility: hidden }
.card.ready .news { display: none }
.news { place-self: center; display: grid; gap: .75em; justify-items: center; text-align: center; outline: none }
.title { font-size: 1.375em; font-weight: 700; line-height: 1.25 }
label { display: block; font-weight: 600 }
label span { font-weight: 400 }
.tick { display: flex; gap: .625em; font-weight: 400 }
input, button { font: inherit; font-size: max(1em, 16px); color: inherit; border-radius: calc(var(--artistos-radius, .75em) * .7) }
[type=checkbox] { flex: none; width: 1.375em; height: 1.375em; margin: .0625em 0 0; accent-color: var(--accent) }
.line {
  display: block; width: 100%; margin-top: .25em; padding: .625em .75em;
  border: 1px solid #82858e; border-color: color-mix(in srgb, currentColor 60%, transparent);
  background: transparent;
}
[aria-invalid] { border: 2px solid var(--bad) }
button { padding: .75em 1.25em; border: 2px solid transparent; background: var(--accent); color: #16171b; font-weight: 700; cursor: pointer }
@supports (color: lch(from red l c h)) {
  button { color: lch(from var(--accent) calc((49.44 - l) * infinity) 0 0) }
}
button:hover { filter: brightness(.95) }
[aria-disabled=true] { opacity: .6; cursor: progress }
:focus-visible { outline: 3px solid; outline-offset: 2px }
.small { font-size: .875em; opacity: .85 }
.wrong { margin-top: .25em; color: var(--bad); font-weight: 600; font-size: .9375em }
.wrong:empty { display: none }
`);

  const el = (tag, attributes, ...children) => {
    const node = document.createElement(tag);
    for (const name in attributes) node.setAttribute(name, attributes[name]);
    node.append(...children);
    return node;
  };

  const call = (url, options) =>
    // As a URL: an empty one throws, where fetch would ask for the page that we stand on.
    fetch(new URL(url), {
      credentials: "omit",
      referrerPolicy: "no-referrer",
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(PATIENCE),
      ...options,
    });

  const wrong = (name) => el("p", { class: "wrong", id: `${name}-wrong` });

  const input = (name, attributes) =>
    el("input", { id: name, name, "aria-describedby": `${name}-wrong`, ...attributes });

  const field = (name, label, attributes) =>
    el(
      "div",
      {},
      el("label", { for: name }, ...label),
      input(name, { class: "line", ...attributes }),
      wrong(name),
    );

  /** The form and what changes in it, by name. */
  const draw = () => {
    const title = el("p", { class: "title", id: "title" }, "Join the list");
    const consent = input("consent", { type: "checkbox", required: "" });
    const agreement = el("span", {}, agreementToCome);
    const button = el("button", { "aria-describedby": "notice" }, "Sign up");
    const alert = el("p", { class: "wrong", role: "alert" });
    const notice = el("p", { class: "small", id: "notice" }, noticeToCome);
    const email = {
      type: "email", required: "", maxlength: 254, autocomplete: "email",
      inputmode: "email", autocapitalize: "none", spellcheck: "false",
    };
    const form = el(
      "form",
      { "aria-labelledby": "title" },
      title,
      field("email", ["Email"], email),
      field("firstName", ["First name ", el("span", {}, "(optional)")], { autocomplete: "given-name" }),
      el("div", {}, el("label", { class: "tick" }, consent, agreement), wrong("consent")),
      button,
      alert,
      notice,
    );
    const news = el("div", { class: "news", role: "status", tabindex: -1 });
    const card = el("div", { class: "card" }, form, news);
    return { title, consent, agreement, button, alert, notice, form, news, card };
  };

  class ArtistosSignup extends HTMLElement {
    static observedAttributes = ["artist", "api"];

    #parts;
    #artistName;
    #url;
    #turn = 0;
    #due = false;
    #sending = false;

    connectedCallback() {
      this.#settle();
    }

    disconnectedCallback() {
      this.#settle();
    }

    attributeChangedCallback() {
      this.#settle();
    }

    /** Once for all that happens in a turn: attributes set, put in, moved. */
    async #settle() {
      if (this.#due) return;
      this.#due = true;
      await null;
      this.#due = false;
      const origin = (this.getAttribute("api") || home).replace(/\/+$/, "");
      const slug = encodeURIComponent(this.getAttribute("artist") ?? "");
      const url = origin && slug && `${origin}/api/fan-pages/${slug}`;
      if (this.isConnected && url !== this.#url) {
        this.#url = url;
        this.#load();
      }
    }

    async #load() {
      const turn = ++this.#turn;
      this.#show();
      let page;
      try {
        const response = await call(this.#url);
        page = response.ok ? await response.json() : undefined;
      } catch {
        // Told below.
      }
      if (turn === this.#turn) {
        if (page?.consent) this.#fill(page);
        else this.#giveUp();
      }
    }

    #show() {
      const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [sheet];
      const { form, card } = (this.#parts = draw());
      form.onsubmit = (event) => {
        event.preventDefault();
        if (!this.#sending) this.#send();
      };
      form.oninput = (event) => this.#mark(event.target);
      this.#sending = false;
      this.#tell("Loading…");
      root.replaceChildren(card);
    }

    #fill({ artistName, consent: words }) {
      const { title, consent, agreement, notice, card } = this.#parts;
      this.#artistName = artistName;
      title.textContent = `Join ${artistName}’s list`;
      agreement.textContent = words.agreement;
      consent.value = words.version;
      notice.textContent = words.locationNotice;
      card.classList.add("ready");
    }

    #giveUp() {
      const retry = el("button", { type: "button" }, "Try again");
      retry.onclick = async () => {
        await this.#load();
        this.shadowRoot.querySelector(".ready input, .news button")?.focus();
      };
      this.#tell(el("p", {}, "This sign-up form did not load."), retry);
    }

    async #send() {
      const turn = this.#turn;
      const { form, alert } = this.#parts;
      const body = new URLSearchParams(new FormData(form));
      body.set("source", (location.host + location.pathname).slice(0, 200));
      alert.textContent = "";
      this.#wait(true);
      let status;
      let errors = [];
      try {
        const response = await call(`${this.#url}/signups`, { method: "POST", body });
        status = response.status;
        if (status === 422) errors = (await response.json()).errors ?? [];
      } catch {
        // No answer: told below.
      }
      if (turn !== this.#turn) return;
      this.#wait(false);
      if (status === 202) this.#done();
      else this.#complain(errors);
    }

    /** Not `disabled`, which would take the focus away. */
    #wait(sending) {
      const { button } = this.#parts;
      this.#sending = sending;
      button.setAttribute("aria-disabled", sending);
      button.textContent = sending ? "Sending…" : "Sign up";
    }

    #done() {
      const { form, card, news } = this.#parts;
      form.reset();
      card.classList.remove("ready");
      this.#tell(
        el("p", { class: "title" }, "Check your inbox"),
        el(
          "p",
          {},
          `If this address is new to ${this.#artistName}’s list, a mail is on its way. `,
          "Open its link and you are in.",
        ),
      );
      news.focus();
      this.dispatchEvent(
        new CustomEvent("artistos:signed-up", {
          bubbles: true,
          composed: true,
          detail: { artist: this.getAttribute("artist") },
        }),
      );
    }

    #complain(errors) {
      const { form, alert } = this.#parts;
      const other = errors.filter(({ field, detail }) => !this.#mark(form.elements[field], detail));
      alert.textContent = errors.length ? other.map(({ detail }) => detail).join(" ") : AGAIN;
      form.querySelector("[aria-invalid]")?.focus();
    }

    /** What is wrong with a field, or that nothing is; false when there is no such field. */
    #mark(input, detail = "") {
      const place = input && this.shadowRoot.getElementById(`${input.name}-wrong`);
      if (!place) return false;
      place.textContent = detail;
      if (detail) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
      return true;
    }

    #tell(...what) {
      this.#parts.news.replaceChildren(...what);
    }
  }

  customElements.define(TAG, ArtistosSignup);
})();
