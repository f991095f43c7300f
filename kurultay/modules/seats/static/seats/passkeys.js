// Ties the buttons of a page to the passkey forms of allauth; what goes wrong is said beside them.
document.addEventListener("DOMContentLoaded", () => {
  for (const button of document.querySelectorAll("[data-passkey]")) {
    window.allauth.webauthn.forms[button.dataset.passkey]({ ids: JSON.parse(button.dataset.ids) });
  }
});
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const trouble = document.getElementById("passkey-trouble");
  if (trouble) {
    trouble.hidden = false;
  }
});
