// Suggestions while somebody types the name of a row; the form works without it.
"use strict";
for (const input of document.querySelectorAll("input[data-rows]")) {
  let asked = "";
  input.addEventListener("input", async () => {
    const text = input.value.trim();
    if (text.length < 2 || text === asked) return;
    asked = text;
    await new Promise((done) => setTimeout(done, 150));
    if (asked !== text) return;
    const query = new URLSearchParams({ of: input.dataset.rows, q: text });
    const answer = await fetch(`/pick?${query}`);
    if (!answer.ok || asked !== text) return;
    const list = document.getElementById(input.getAttribute("list"));
    const known = new Set(Array.from(list.options, (option) => option.value));
    for (const [key, name] of await answer.json()) {
      if (!known.has(name)) list.append(Object.assign(new Option(key, name)));
    }
  });
}
