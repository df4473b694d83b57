// Shows new mail without a reload, so that a half-typed search stays. Without scripts the page
// reloads itself instead.
"use strict";

const EVERY_MS = 3000;

async function refresh() {
  if (document.hidden) {
    return;
  }
  const reply = await fetch(location.href);
  const page = new DOMParser().parseFromString(await reply.text(), "text/html");
  const next = page.getElementById("mails");
  const shown = document.getElementById("mails");
  if (next && shown && next.innerHTML !== shown.innerHTML) {
    // Whoever reads with the keyboard stays where they were.
    const at = shown.contains(document.activeElement) && document.activeElement.getAttribute("href");
    shown.replaceWith(next);
    if (at) {
      next.querySelector(`a[href="${CSS.escape(at)}"]`)?.focus({ preventScroll: true });
    }
  }
}

function refreshAndSay() {
  refresh().then(
    () => document.body.classList.remove("offline"),
    () => document.body.classList.add("offline"),
  );
}

setInterval(refreshAndSay, EVERY_MS);
document.addEventListener("visibilitychange", refreshAndSay);
