/* ArtistOS: a sign-up form for any page. How to use it: web/README.md. Apache-2.0. */
(() => {
  "use strict";

  const TAG = "artistos-signup";
  if (customElements.get(TAG)) return;

  const home = document.currentScript?.src ? new URL(document.currentScript.src).origin : "";
  const PATIENCE = 20000; // ms

  /** What the form says until the API has said it in the page's language. */
  const ENGLISH = {
    "form.join": "Join the list",
    "form.email": "Email",
    "form.firstName": "First name",
    "form.optional": "(optional)",
    "form.signUp": "Sign up",
    "form.sending": "Sending…",
    "error.again": "That did not get through. Nothing you typed is lost: please try again in a moment.",
    "thanks.title": "Check your inbox",
    "form.didYouMean": "Did you mean {0}?",
  };
  const FIRST_NAME = { key: "firstName", label: ENGLISH["form.firstName"], autocomplete: "given-name" };

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
label span:not(.plain), legend span { font-weight: 400 }
.more { display: grid; gap: 1em }
.more:empty { display: none }
fieldset { border: 0; padding: 0 }
legend { padding: 0; font-weight: 600 }
.pair { display: grid; grid-template-columns: 1fr 2fr; gap: .5em }
option { color: CanvasText; background: Canvas }
.tick { display: flex; gap: .625em; font-weight: 400 }
input, select, button { font: inherit; font-size: max(1em, 16px); color: inherit; border-radius: calc(var(--artistos-radius, .75em) * .7) }
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

  // A form's own may be hidden by a field of that name.
  const { submit, reset } = HTMLFormElement.prototype;

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
      el("label", { for: name, dir: "auto" }, ...label),
      input(name, { class: "line", ...attributes }),
      wrong(name),
    );

  const choice = (name, label, from) => {
    const select = el("select", { class: "line", name, "aria-label": label }, el("option", { value: "" }, label));
    from.forEach((text, i) => select.append(el("option", { value: String(i + 1).padStart(2, 0) }, text)));
    return select;
  };

  /** Day and month, never the year. */
  const birthday = (key, label, words, language) => {
    const days = Array.from({ length: 31 }, (_, i) => i + 1);
    const name = new Intl.DateTimeFormat(language, { month: "long", timeZone: "UTC" });
    const months = Array.from({ length: 12 }, (_, i) => name.format(Date.UTC(2024, i)));
    return el(
      "fieldset",
      { id: key, "aria-describedby": `${key}-wrong` },
      el("legend", {}, ...label),
      el(
        "div",
        { class: "pair" },
        choice(`${key}Day`, words["form.day"], days),
        choice(`${key}Month`, words["form.month"], months),
      ),
      el("p", { class: "small" }, words["form.birthday.hint"]),
      wrong(key),
    );
  };

  /** What the page asks for besides the address. */
  const asked = ({ key, label, required, autocomplete }, words, language) => {
    const text = required ? [label] : [`${label} `, el("span", {}, words["form.optional"])];
    if (key === "birthday") return birthday(key, text, words, language);
    return field(key, text, { dir: "auto", autocomplete, ...(required && { required: "" }) });
  };

  /** The form and what changes in it, by name. */
  const draw = (action) => {
    const title = el("p", { class: "title", id: "title", dir: "auto" }, ENGLISH["form.join"]);
    const emailLabel = el("span", { class: "plain" }, ENGLISH["form.email"]);
    const more = el("div", { class: "more" }, asked(FIRST_NAME, ENGLISH));
    const consent = input("consent", { type: "checkbox", required: "" });
    const agreement = el("span", { dir: "auto" }, agreementToCome);
    const button = el("button", { "aria-describedby": "notice" }, ENGLISH["form.signUp"]);
    const alert = el("p", { class: "wrong", role: "alert" });
    const notice = el("p", { class: "small", id: "notice" }, noticeToCome);
    const email = {
      type: "email", required: "", maxlength: 254, autocomplete: "email",
      inputmode: "email", autocapitalize: "none", spellcheck: "false",
    };
    const form = el(
      "form",
      { "aria-labelledby": "title", method: "post", action },
      title,
      field("email", [emailLabel], email),
      more,
      el("div", {}, el("label", { class: "tick" }, consent, agreement), wrong("consent")),
      button,
      alert,
      notice,
    );
    form.append(input("website", { hidden: "", tabindex: -1, autocomplete: "off" }));
    const news = el("div", { class: "news", role: "status", tabindex: -1 });
    const card = el("div", { class: "card" }, form, news);
    return { title, emailLabel, more, consent, agreement, button, alert, notice, form, news, card };
  };

  class ArtistosSignup extends HTMLElement {
    static observedAttributes = ["artist", "api"];

    #parts;
    #artistName;
    #words = ENGLISH;
    #language;
    #proof;
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
      this.#language = this.closest("[lang]")?.lang.slice(0, 2) || "";
      if (this.isConnected && url !== this.#url) {
        this.#url = url;
        this.#load();
      }
    }

    async #load() {
      const turn = ++this.#turn;
      this.#show();
      const page = await this.#ask();
      if (turn === this.#turn) {
        if (page?.consent) this.#fill(page);
        else this.#giveUp();
      }
    }

    /** In the language of the page that we stand on; else the browser says what it prefers. */
    async #ask() {
      try {
        const response = await call(this.#url + (this.#language && `?lang=${encodeURIComponent(this.#language)}`));
        const page = response.ok ? await response.json() : undefined;
        this.#proof = page?.form;
        return page;
      } catch {
        // The caller tells.
      }
    }

    #show() {
      const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [sheet];
      const { form, card } = (this.#parts = draw(`${this.#url}/signups`));
      form.onsubmit = (event) => {
        event.preventDefault();
        if (!this.#sending) this.#send();
      };
      form.oninput = (event) => this.#mark(event.target);
      this.#sending = false;
      this.#tell("Loading…");
      root.replaceChildren(card);
    }

    #fill({ artistName, language, consent: agreed, fields = [FIRST_NAME], words }) {
      const { title, emailLabel, more, consent, agreement, button, notice, card } = this.#parts;
      this.#artistName = artistName;
      this.#words = { ...ENGLISH, "form.join": `Join ${artistName}’s list`, ...words };
      this.#language = language;
      if (language) card.lang = language;
      title.textContent = this.#words["form.join"];
      emailLabel.textContent = this.#words["form.email"];
      button.textContent = this.#words["form.signUp"];
      more.replaceChildren(...fields.map((one) => asked(one, this.#words, language)));
      agreement.textContent = agreed.agreement;
      consent.value = agreed.version;
      notice.textContent = agreed.locationNotice;
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

    async #send(again) {
      const turn = this.#turn;
      const { form, alert } = this.#parts;
      const body = new URLSearchParams(new FormData(form));
      body.set("source", (location.host + location.pathname).slice(0, 200));
      if (this.#language) body.set("language", this.#language);
      if (this.#proof) body.set("form", this.#proof);
      alert.textContent = "";
      this.#wait(true);
      let status;
      let meant;
      let errors = [];
      try {
        const response = await call(`${this.#url}/signups`, { method: "POST", body });
        status = response.status;
        if (status === 422) errors = (await response.json()).errors ?? [];
        if (status === 202) meant = (await response.json()).suggestion;
      } catch {
        // No answer: told below.
      }
      if (errors[0]?.field === "form" && !again) {
        // Too soon, or from a page that was open for a day.
        await this.#ask();
        await new Promise((done) => setTimeout(done, 2000));
        return turn === this.#turn && this.#send(true);
      }
      if (turn !== this.#turn) return;
      this.#wait(false);
      // The page itself can ask for more than we can show.
      if (errors[0]?.field === "form") submit.call(form);
      if (status === 202) this.#done(meant);
      else this.#complain(errors);
    }

    /** Not `disabled`, which would take the focus away. */
    #wait(sending) {
      const { button } = this.#parts;
      this.#sending = sending;
      button.setAttribute("aria-disabled", sending);
      button.textContent = this.#words[sending ? "form.sending" : "form.signUp"];
    }

    /** `meant`: another address, where the one that was typed looks mistyped. */
    #done(meant) {
      const { form, card, news } = this.#parts;
      reset.call(form);
      card.classList.remove("ready");
      this.#tell(
        el("p", { class: "title" }, this.#words["thanks.title"]),
        el(
          "p",
          { dir: "auto" },
          this.#words["thanks.text"] ??
            `If this address is new to ${this.#artistName}’s list, a mail is on its way. Open its link and you are in.`,
        ),
        ...(meant ? [el("p", { dir: "auto" }, this.#words["form.didYouMean"].replace("{0}", () => meant))] : []),
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
      const { card, alert } = this.#parts;
      const other = errors.filter(({ field, code, detail }) => {
        const own = this.#words[`error.${field}.${code}`];
        const input = card.querySelector(`:is(input, fieldset)[id="${CSS.escape(field)}"]`);
        return !this.#mark(input, own || this.#words[`error.${field}`] || this.#kind(code) || detail);
      });
      alert.textContent = errors.length ? other.map(({ detail }) => detail).join(" ") : this.#words["error.again"];
      card.querySelector("[aria-invalid]")?.focus();
    }

    /** The API's codes in the page's language. */
    #kind(code) {
      return this.#words[
        {
          required: "error.required",
          "too-long": "error.tooLong",
          invalid: "error.invalid",
          "card-number": "error.number",
          "bank-account": "error.number",
          "social-security-number": "error.number",
        }[code]
      ];
    }

    /** What is wrong with a field, or that nothing is; false when there is no such field. */
    #mark(input, detail = "") {
      const name = input && (input.closest("fieldset")?.id ?? input.name);
      const place = name && this.shadowRoot.getElementById(`${name}-wrong`);
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
