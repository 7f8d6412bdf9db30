import { render } from "preact";
import { App } from "./app";
import { prepareSearch } from "./data";
import { listen } from "./keys";
import { recall, served } from "./reviews";

const root = document.getElementById("app");
if (root !== null) {
  render(<App />, root);
  listen();
  void recall();
  if (served) window.addEventListener("focus", () => void recall());
  prepareSearch();
}
