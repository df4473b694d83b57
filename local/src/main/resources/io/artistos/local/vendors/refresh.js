// Shows new mail without a reload, so that a half-typed filter stays. Without scripts the page
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
    shown.replaceWith(next);
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
