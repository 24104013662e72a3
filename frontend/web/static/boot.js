// Starts the application. Kept apart from the page so that no inline script is needed.
import init from "./app.js";

try {
  const theme = localStorage.getItem("ls.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be closed to us; the theme then follows the system.
}

const boot = document.getElementById("boot");
try {
  await init({ module_or_path: new URL("./app_bg.wasm", import.meta.url) });
  boot?.remove();
} catch (failure) {
  console.error(failure);
  const words = boot?.querySelector(".boot-words");
  if (words) words.textContent = "Ledgerstone could not start in this browser. Reload the page; if that does not help, the browser may be too old.";
}
